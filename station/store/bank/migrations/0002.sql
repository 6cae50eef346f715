-- R-22.2: an approved form is written once, as approved content is (R-24.1). Other kinds of documents are written over.
CREATE TRIGGER form_is_final BEFORE UPDATE ON document
WHEN OLD.kind = 'form' OR NEW.kind = 'form'
BEGIN SELECT raise(ROLLBACK, 'an approved form is final'); END;

CREATE TRIGGER form_remains BEFORE DELETE ON document
WHEN OLD.kind = 'form'
BEGIN SELECT raise(ROLLBACK, 'an approved form is final'); END;

CREATE TRIGGER form_once BEFORE INSERT ON document
WHEN NEW.kind = 'form' AND EXISTS (SELECT 1 FROM document WHERE kind = 'form' AND id = NEW.id)
BEGIN SELECT raise(ROLLBACK, 'an approved form is final'); END;
