-- Papers of a claim, and what stands in for them.

-- One uploaded paper. The content lies under files/<first two digits>/<sha256>, stored once however
-- many claims hold it.
create table claims.document (
    document_id  uuid        primary key,
    claim_id     uuid        not null references claims.claim,
    fund         text        not null,
    type         text        not null,  -- a code of the pack: "death_certificate"
    for_whom     text        not null,  -- a payee; empty when the paper is about no one payee
    media_type   text        not null,
    bytes        bigint      not null,
    sha256       char(64)    not null,
    uploaded_by  text        not null,
    uploaded_at  timestamptz not null,
    constraint document_is_not_empty check (bytes > 0),
    constraint media_type_is_taken check (
        media_type in ('application/pdf', 'image/jpeg', 'image/png')),
    constraint one_document_once unique (claim_id, type, for_whom, sha256)
);
create index document_by_sha256 on claims.document (sha256);

-- A paper that an officer accepts as unobtainable, with the reason.
create table claims.waiver (
    claim_id   uuid        not null references claims.claim,
    type       text        not null,
    for_whom   text        not null,
    reason     text        not null,
    waived_by  text        not null,
    waived_at  timestamptz not null,
    primary key (claim_id, type, for_whom)
);

-- The family's one-time PIN: an HMAC under a key that is not in the database. A new PIN replaces the
-- spent one; five wrong tries lock it.
create table claims.pin (
    claim_id     uuid        primary key references claims.claim,
    mac          char(64)    not null,
    wrong_tries  smallint    not null default 0 check (wrong_tries between 0 and 5),
    issued_by    text        not null,
    issued_at    timestamptz not null
);

grant select, insert on claims.document, claims.waiver to haven_claims;
grant update (type) on claims.document to haven_claims;  -- to itself, when a paper comes twice
grant select, insert, update on claims.pin to haven_claims;
grant select on all tables in schema claims to haven_auditor;
