-- Step 9: who is who. Patients have a social security number, and since when their card is linked to it; a record may be merged into another,
-- and a person may be marked as deceased.

ALTER TABLE patient ADD COLUMN social_no TEXT CHECK (length(social_no) BETWEEN 1 AND 32);
ALTER TABLE patient ADD COLUMN linked_since TEXT
	CHECK (linked_since IS NULL
		OR (linked_since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' AND social_no IS NOT NULL AND card_no IS NOT NULL));
-- The record that this one was merged into: it stays as it was then, and whatever it was found by finds the other.
ALTER TABLE patient ADD COLUMN merged_into INTEGER REFERENCES patient (id) CHECK (merged_into <> id);
-- The day on which somebody noted that the person is deceased.
ALTER TABLE patient ADD COLUMN deceased_on TEXT CHECK (deceased_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');

-- Numbers are those of the records that stand.
DROP INDEX patient_id_number;
DROP INDEX patient_card;
DROP INDEX patient_name_phone;
CREATE UNIQUE INDEX patient_id_number ON patient (id_number, id_type) WHERE id_number IS NOT NULL AND merged_into IS NULL;
CREATE UNIQUE INDEX patient_card ON patient (card_no) WHERE card_no IS NOT NULL AND merged_into IS NULL;
CREATE UNIQUE INDEX patient_name_phone ON patient (name, phone) WHERE id_number IS NULL AND phone IS NOT NULL AND merged_into IS NULL;
CREATE UNIQUE INDEX patient_social ON patient (social_no) WHERE social_no IS NOT NULL AND merged_into IS NULL;
-- What merged records were known by.
CREATE INDEX patient_merged ON patient (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX patient_former_id_number ON patient (id_number) WHERE merged_into IS NOT NULL;
CREATE INDEX patient_former_card ON patient (card_no) WHERE merged_into IS NOT NULL;

-- guard: patient_stays_merged
BEFORE UPDATE OF name, id_type, id_number, phone, sex, birth_date, card_no, social_no, linked_since, deceased_on, merged_into ON patient
REFUSE 'a merged record does not change'
WHEN OLD.merged_into IS NOT NULL
	AND (NEW.name <> OLD.name OR NEW.id_type IS DISTINCT FROM OLD.id_type OR NEW.id_number IS DISTINCT FROM OLD.id_number
		OR NEW.phone IS DISTINCT FROM OLD.phone OR NEW.sex <> OLD.sex OR NEW.birth_date IS DISTINCT FROM OLD.birth_date
		OR NEW.card_no IS DISTINCT FROM OLD.card_no OR NEW.social_no IS DISTINCT FROM OLD.social_no
		OR NEW.linked_since IS DISTINCT FROM OLD.linked_since OR NEW.deceased_on IS DISTINCT FROM OLD.deceased_on)
REFUSE 'a merge is not taken back'
WHEN OLD.merged_into IS NOT NULL AND NEW.merged_into IS DISTINCT FROM OLD.merged_into
	AND NOT EXISTS (SELECT 1 FROM patient WHERE id = OLD.merged_into AND merged_into = NEW.merged_into)
REFUSE 'a record is merged into one that stands'
WHEN NEW.merged_into IS NOT NULL AND EXISTS (SELECT 1 FROM patient WHERE id = NEW.merged_into AND merged_into IS NOT NULL);
