-- What goes to banks and comes from them.
comment on table disbursement.bank_file is 'What was sent to the bank, byte for byte.';
