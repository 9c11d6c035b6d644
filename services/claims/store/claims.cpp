#include "services/claims/store/claims.hpp"

#include "common/db/sql.hpp"
#include "services/claims/store/claim_row.hpp"

namespace haven::claims::store {

using db::into;
using db::use;

namespace {

// Unset text fields of optional parts are stored as null.
std::optional<std::string> text_or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

// The columns of a claim's optional parts, flat.
struct FlatParts {
  std::optional<std::string> authority_kind, authority_document;
  std::optional<std::string> contact_name, contact_phone, contact_email;
  std::optional<std::string> owner, next_step, waiting_for;
  std::optional<Instant> due_at;

  explicit FlatParts(const Claim& claim) {
    if (claim.authority) {
      authority_kind = claim.authority->kind;
      authority_document = claim.authority->document;
    }
    if (claim.contact) {
      contact_name = text_or_null(claim.contact->name);
      contact_phone = text_or_null(claim.contact->phone);
      contact_email = text_or_null(claim.contact->email);
    }
    if (claim.turn) {
      owner = claim.turn->owner;
      next_step = claim.turn->next_step;
      waiting_for = std::string{name_of(claim.turn->waiting_for)};
      due_at = claim.turn->due_at;
    }
  }
};

struct FlatHistory {
  std::vector<std::string> versions, froms, moves, tos, waits;

  explicit FlatHistory(const std::vector<HistoryLine>& lines) {
    for (const HistoryLine& line : lines) {
      versions.push_back(std::to_string(line.version));
      froms.emplace_back(name_of(line.from));
      moves.emplace_back(name_of(line.move));
      tos.emplace_back(name_of(line.to));
      waits.emplace_back(line.waiting_for ? name_of(*line.waiting_for) : "");
    }
  }
};

}  // namespace

bool insert_claim(db::Transaction& tx, const Birth& birth) {
  static const std::string query =
      "with born as (insert into claims.claim (claim_id, fund, reference, member_id, kind, "
      "incident_on, state, state_since, version, file, file_version, authority_kind, "
      "authority_document, contact_name, contact_phone, contact_email, drafted_by, filed_by, "
      "filed_on, papers_complete_on, why_ready, clock_ends_on, owner, next_step, due_at, "
      "waiting_for, created_at, changed_at) values (:id, :fund, :reference, :member, :kind, "
      ":incident, :state, :since, :version, :file, :file_version, :akind, :adocument, :cname, "
      ":cphone, :cemail, :drafted_by, :filed_by, :filed_on, :complete_on, :why, :clock, :owner, "
      ":step, :due, :waiting, :created, :changed) "
      "on conflict (fund, member_id, kind, incident_on) where state not in ('closed', 'withdrawn') "
      "do nothing returning claim_id, created_at, drafted_by, filed_by, file, file_version), "
      "told as (insert into claims.history (claim_id, version, at, from_state, move, to_state, "
      "waiting_for, by, cause) select born.claim_id, l.version, born.created_at, l.from_state, "
      "l.move, l.to_state, l.waiting_for, born.drafted_by, :cause from born, "
      "unnest(:versions::bigint[], :froms::text[], :moves::text[], :tos::text[], :waits::text[]) "
      "as l(version, from_state, move, to_state, waiting_for)), "
      "kept as (insert into claims.filing (claim_id, file_version, handed_in_by, "
      "handed_in_at, file, sha256) select claim_id, file_version, filed_by, created_at, file, "
      ":sha256 from born "
      "where filed_by is not null), "
      "pinned as (insert into claims.pin (claim_id, mac, issued_by, issued_at) "
      "select claim_id, :mac, drafted_by, created_at from born) "
      "select claim_id::text from born";
  const Claim& claim = birth.claim;
  const FlatParts flat{claim};
  const FlatHistory history{birth.history};
  std::string made;
  return db::run(tx, query, use(claim.id), use(claim.fund), use(claim.reference), use(claim.member),
                 use(claim.kind), use(claim.incident_on), use(std::string{name_of(claim.state)}),
                 use(claim.state_since), use(claim.version), use(db::Bytes{claim.file}),
                 use(claim.file_version), use(flat.authority_kind), use(flat.authority_document),
                 use(flat.contact_name), use(flat.contact_phone), use(flat.contact_email),
                 use(claim.drafted_by), use(claim.filed_by), use(claim.filed_on),
                 use(claim.papers_complete_on), use(claim.why_ready), use(claim.clock_ends_on),
                 use(flat.owner), use(flat.next_step), use(flat.due_at), use(flat.waiting_for),
                 use(claim.created_at), use(claim.changed_at), use(birth.history.front().cause),
                 use(db::array_of(history.versions)), use(db::array_of(history.froms)),
                 use(db::array_of(history.moves)), use(db::array_of(history.tos)),
                 use(db::array_of(history.waits)), use(birth.receipt_sha256), use(birth.pin_mac),
                 into(made));
}

std::string find_open_reference(db::Transaction& tx, const Claim& incident) {
  std::string reference;
  db::run(tx,
          "select reference from claims.claim where fund = :fund and member_id = :member and "
          "kind = :kind and incident_on = :on and state not in ('closed', 'withdrawn')",
          use(incident.fund), use(incident.member), use(incident.kind), use(incident.incident_on),
          into(reference));
  return reference;
}

std::optional<Claim> find_claim(db::Transaction& tx, const std::string& fund, const ClaimId& id) {
  return read_claim(tx, std::string{claim_columns} + " where fund = :fund and claim_id = :id",
                    use(fund), use(id));
}

std::optional<Claim> find_claim_for_update(db::Transaction& tx, const std::string& fund,
                                           const ClaimId& id) {
  return read_claim(
      tx, std::string{claim_columns} + " where fund = :fund and claim_id = :id for update",
      use(fund), use(id));
}

namespace {

constexpr const char* update_claim =
    "update claims.claim set state = :to, state_since = :since, version = :version, "
    "incident_on = :incident, outcome = :outcome, file = :file, file_version = :file_version, "
    "authority_kind = :akind, authority_document = :adocument, contact_name = :cname, "
    "contact_phone = :cphone, contact_email = :cemail, drafted_by = :drafted_by, "
    "filed_by = :filed_by, filed_on = :filed_on, papers_complete_on = :complete_on, "
    "why_ready = :why, decisions_before = :before, clock_ends_on = :clock, "
    "accounts_changed_at = :accounts, documents = :documents, owner = :owner, next_step = :step, "
    "due_at = :due, waiting_for = :waiting, warned_for = :warned, attention = :attention, "
    "changed_at = :changed "
    "where claim_id = :id and state = :from and version = :known";

template <class... More>
std::int64_t change_claim(db::Transaction& tx, const std::string& query, const Claim& claim,
                          const Before& before, More&&... more) {
  const FlatParts flat{claim};
  return db::change(
      tx, query, use(std::string{name_of(claim.state)}), use(claim.state_since), use(claim.version),
      use(claim.incident_on), use(claim.outcome), use(db::Bytes{claim.file}),
      use(claim.file_version), use(flat.authority_kind), use(flat.authority_document),
      use(flat.contact_name), use(flat.contact_phone), use(flat.contact_email),
      use(claim.drafted_by), use(claim.filed_by), use(claim.filed_on),
      use(claim.papers_complete_on), use(claim.why_ready), use(claim.decisions_before),
      use(claim.clock_ends_on), use(claim.accounts_changed_at), use(claim.documents),
      use(flat.owner), use(flat.next_step), use(flat.due_at), use(flat.waiting_for),
      use(claim.warned_for), use(claim.attention), use(claim.changed_at), use(claim.id),
      use(std::string{name_of(before.state)}), use(before.version), std::forward<More>(more)...);
}

}  // namespace

bool save_claim(db::Transaction& tx, const Claim& claim, const Before& before,
                const HistoryLine& line) {
  static const std::string query =
      std::string{"with moved as ("} + update_claim +
      " returning claim_id, version, changed_at, state, waiting_for) "
      "insert into claims.history (claim_id, version, at, from_state, move, to_state, waiting_for, "
      "by, cause, note) select claim_id, version, changed_at, :from_state, :move, state, "
      "waiting_for, :by, :cause, nullif(:note, '') from moved";
  return change_claim(tx, query, claim, before, use(std::string{name_of(line.from)}),
                      use(std::string{name_of(line.move)}), use(line.by), use(line.cause),
                      use(line.note)) == 1;
}

bool save_claim(db::Transaction& tx, const Claim& claim, const Before& before) {
  static const std::string query = update_claim;
  return change_claim(tx, query, claim, before) == 1;
}

void insert_filing(db::Transaction& tx, const Claim& claim, const std::string& by,
                   const std::string& sha256) {
  db::run(tx,
          "insert into claims.filing (claim_id, file_version, handed_in_by, handed_in_at, file, "
          "sha256) values (:id, :version, :by, :at, :file, :sha256)",
          use(claim.id), use(claim.file_version), use(by), use(claim.changed_at),
          use(db::Bytes{claim.file}), use(sha256));
}

std::optional<Receipt> find_receipt(db::Transaction& tx, const ClaimId& id) {
  Receipt receipt;
  const bool found =
      db::run(tx,
              "select sha256, handed_in_at::text from claims.filing where claim_id = :id "
              "order by file_version desc limit 1",
              use(id), into(receipt.sha256), into(receipt.at));
  return found ? std::optional{receipt} : std::nullopt;
}

}  // namespace haven::claims::store
