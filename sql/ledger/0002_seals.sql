-- The journal as a chain, one for each fund: a seal is a hash over an entry's content and the seal
-- before. Entries are sealed after they are committed, in the order of (tx, entry_id) and never
-- beyond the oldest running transaction, so that no claim waits for another's entry.
create table ledger.seal (
    fund      text    not null,
    number    bigint  not null check (number > 0),
    tx        xid8    not null,  -- the entry's
    entry_id  uuid    not null,
    hash      bytea   not null check (octet_length(hash) = 32),
    primary key (fund, number),
    constraint entry_is_sealed_once unique (entry_id)
);
create index entry_by_place on ledger.entry (fund, tx, entry_id);

-- The end of the chain at a moment, signed with the ledger's key: whoever rewrites the chain before
-- it would need the key as well.
create table ledger.head (
    fund       text         not null,
    number     bigint       not null,
    hash       bytea        not null check (octet_length(hash) = 32),
    signed_at  timestamptz  not null,
    signature  bytea        not null check (octet_length(signature) = 64),
    primary key (fund, number)
);

grant select, insert on ledger.seal, ledger.head to haven_ledger;
grant select on ledger.seal, ledger.head to haven_auditor;
