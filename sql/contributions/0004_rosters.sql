-- Whom an agency says that it pays for, to be held against what it remits.
create table contributions.roster (
    roster_id  uuid        primary key,
    fund       text        not null,
    agency     text        not null,
    first_on   date        not null,   -- payments of these days count
    last_on    date        not null,
    sha256     char(64)    not null,
    lines      bigint      not null check (lines > 0),
    taken_by   text        not null,
    taken_at   timestamptz not null,
    constraint roster_days_run_forward check (first_on <= last_on),
    constraint one_roster_of_one_content unique (fund, agency, first_on, last_on, sha256)
);
create index roster_by_agency on contributions.roster (fund, agency, roster_id);

create table contributions.roster_line (
    roster_id      uuid    not null references contributions.roster,
    member_number  text    not null,
    scheme         text    not null,
    currency       char(3) not null,
    amount_minor   bigint  not null check (amount_minor > 0),
    constraint worker_is_on_the_roster_once
        primary key (roster_id, member_number, scheme, currency)
);
create index receipt_of_agency on contributions.receipt (fund, partner, paid_on)
    where channel = 'agency' and state <> 'reversed';

grant select, insert on contributions.roster, contributions.roster_line to haven_contributions;
grant select on contributions.roster, contributions.roster_line to haven_auditor;
