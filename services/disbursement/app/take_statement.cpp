#include "services/disbursement/app/take_statement.hpp"

#include <algorithm>
#include <array>

#include "services/disbursement/app/match_lines.hpp"
#include "services/disbursement/app/statement_intake.hpp"

namespace haven::disbursement {
namespace {

tl::unexpected<Error> taken_before(const std::string& which) {
  return refuse(ErrorKind::conflict, "statement_already_taken",
                "This was taken before" + which + "; nothing was changed.");
}

}  // namespace

std::optional<FileKind> file_kind_of(std::string_view beginning) {
  constexpr std::array<std::pair<std::string_view, FileKind>, 3> families{{
      {"pain.002.001.", FileKind::status_report},
      {"camt.053.001.", FileKind::statement},
      {"camt.054.001.", FileKind::notification},
  }};
  std::optional<FileKind> kind;
  auto first = beginning.npos;
  for (const auto& [family, named] : families) {
    const auto at = beginning.find(family);
    if (at >= first) continue;
    first = at;
    kind = named;
  }
  return kind;
}

Result<Statement> begin_file(db::Transaction& tx, const TakeStatement& command, FileKind kind,
                             Instant now) {
  store::wait_for_turn(tx, command.fund);
  if (const auto same = store::find_statement_of_file(tx, command.fund, command.sha256)) {
    return taken_before(" as " + same->id.text());
  }
  Statement statement;
  statement.id = new_id<StatementId>(now);
  statement.fund = command.fund;
  statement.kind = kind;
  statement.sha256 = command.sha256;
  statement.taken_by = command.taken_by;
  statement.taken_at = now;
  return statement;
}

Result<Statement> finish_file(db::Transaction& tx, Statement statement, const std::string& message,
                              const std::string& bank_statement, int lines) {
  statement.message = message;
  // A bank that numbers nothing still sends each file once.
  statement.bank_statement = bank_statement.empty() ? statement.sha256 : bank_statement;
  statement.lines = lines;
  if (const auto same = store::find_statement_of_bank(tx, statement.fund, statement.kind,
                                                      statement.bank_statement)) {
    return taken_before(" under the bank's number, as " + same->id.text());
  }
  store::insert_statement(tx, statement);
  return statement;
}

Result<Statement> take_statement(db::Transaction& tx, const TakeStatement& command, FileKind kind,
                                 const PaymentPolicy& policy, Date today, Instant now) {
  auto statement = begin_file(tx, command, kind, now);
  if (!statement) return statement;

  LineMatcher matcher{tx, *statement, now};
  StatementIntake::Takers takers;
  takers.begin = [&](const AccountStatement& part) -> Result<void> {
    if (part.is_copy || !store::was_taken(tx, command.fund, kind, part)) return {};
    return taken_before(" in another file");
  };
  takers.line = [&](const StatementLine& line) { matcher.take(line); };
  takers.batch = [&](const StatementLine& line, const iso20022::BatchInfo& batch) {
    matcher.take_batch(line, batch);
  };
  takers.end = [&](const AccountStatement& part) {
    store::insert_part(tx, command.fund, kind, statement->id, part);
  };
  StatementIntake intake{policy, today, std::move(takers)};
  const auto file = iso20022::read_statements(command.open(), intake.handlers());
  if (!file) return pass(file);
  matcher.finish();

  return finish_file(tx, *std::move(statement), file->message, file->message_id, intake.lines());
}

}  // namespace haven::disbursement
