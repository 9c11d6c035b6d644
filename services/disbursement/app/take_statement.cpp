#include "services/disbursement/app/take_statement.hpp"

#include "services/disbursement/app/payment_event.hpp"
#include "services/disbursement/store/outcomes.hpp"

namespace haven::disbursement {
namespace {

tl::unexpected<Error> taken_before(const std::string& which) {
  return refuse(ErrorKind::conflict, "statement_already_taken",
                "This statement was taken before" + which + "; nothing was changed.");
}

std::vector<std::string> references_in(const StatementFile& file) {
  std::vector<std::string> references;
  references.reserve(file.lines.size());
  for (const StatementLine& line : file.lines) references.push_back(line.bank_reference);
  return references;
}

std::vector<store::LineView> match_all(const StatementFile& file, Orders& orders) {
  std::vector<store::LineView> views;
  views.reserve(file.lines.size());
  for (const StatementLine& line : file.lines) {
    const LineResult result = match(line, orders);
    const auto order = orders.find(line.bank_reference);
    views.push_back({line, result, order == orders.end() ? PaymentId{} : order->second.payment});
  }
  return views;
}

std::vector<store::Ending> endings_of(const std::vector<store::LineView>& views) {
  std::vector<store::Ending> endings;
  for (const auto& [line, result, payment] : views) {
    if (result == LineResult::settled) {
      endings.push_back({line.bank_reference, PaymentState::settled, line.booked_on, ""});
    } else if (result == LineResult::returned) {
      endings.push_back({line.bank_reference, PaymentState::returned, line.booked_on, line.reason});
    }
  }
  return endings;
}

}  // namespace

Result<Statement> take_statement(db::Transaction& tx, const TakeStatement& command, Instant now) {
  const Statement statement{new_id<StatementId>(now),
                            command.fund,
                            command.file.bank_statement,
                            command.sha256,
                            static_cast<int>(command.file.lines.size()),
                            command.taken_by,
                            now};
  if (const auto same = store::find_same_statement(tx, statement)) {
    return taken_before(" as " + same->id.text());
  }
  Orders orders = store::orders_for_update(tx, command.fund, references_in(command.file));

  const auto views = match_all(command.file, orders);

  if (!store::insert_statement(tx, statement, views)) return taken_before(" at this moment");
  const auto ended = store::save_endings(tx, command.fund, endings_of(views));
  messaging::append_all(tx, {"disbursement", command.fund, statement.id.text()},
                        ended_sayings(ended), now);
  return statement;
}

}  // namespace haven::disbursement
