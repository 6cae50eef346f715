"""`python -m station`: the same as the `station` program."""

from station.cli import main

raise SystemExit(main())
