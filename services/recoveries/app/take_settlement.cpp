#include "services/recoveries/app/take_settlement.hpp"

#include <algorithm>

#include "common/core/file_lines.hpp"
#include "services/recoveries/app/reduce.hpp"
#include "services/recoveries/domain/reference.hpp"
#include "services/recoveries/store/receivables.hpp"

namespace haven::recoveries {
namespace {

tl::unexpected<Error> refuse_file(const char* code, std::string detail) {
  return refuse(ErrorKind::invalid, code, std::move(detail));
}

Result<std::int64_t> count_lines(const std::filesystem::path& path) {
  FileLines lines{path};
  std::string line;
  if (!lines.next(line) || line != settlement_header) {
    return refuse_file("settlement_header",
                       "The first line of the file must be " + std::string{settlement_header});
  }
  std::int64_t count = 0;
  while (lines.next(line)) ++count;
  if (count == 0) return refuse_file("settlement_empty", "The file has no line to reconcile.");
  return count;
}

std::vector<Receivable> fitting(db::Transaction& tx, const std::string& fund,
                                const std::string& insurer, const ToldPayment& told) {
  if (!is_reference(told.reference)) {
    return store::receivables_told_by_claim(tx, fund, insurer, told.reference, told.scheme,
                                            told.benefit);
  }
  auto named = store::receivables_named(tx, fund, {told.reference});
  std::erase_if(named, [&](const Receivable& one) { return one.debtor != insurer; });
  return named;
}

class Reconciliation {
 public:
  Reconciliation(db::Transaction& tx, const Occasion& occasion, const Settlement& settlement)
      : tx_(tx), occasion_(occasion), settlement_(settlement) {}

  SettlementLine take(std::int64_t number, const std::string& text) {
    const auto read = told_payment_from(text, occasion_.today);
    if (const auto* problem = std::get_if<FieldProblem>(&read)) {
      return {number, ToldResult::refused, {}, problem->pointer, problem->detail};
    }
    const auto& told = std::get<ToldPayment>(read);
    auto found = fitting(tx_, occasion_.fund, settlement_.insurer, told);
    if (found.size() != 1) return {number, reconcile(told, found, false, false), {}, "", ""};
    const ReceivableId id = found.front().id;
    found.front() = *store::find_receivable_for_update(tx_, occasion_.fund, id);
    const ToldResult result = reconcile(told, found, store::was_told_before(tx_, id, told),
                                        store::has_line_of(tx_, id, told.amount));
    act(found.front(), told, result);
    return {number, result, id, "", ""};
  }

 private:
  void act(Receivable& receivable, const ToldPayment& told, ToldResult result) {
    const bool is_new = result == ToldResult::paid_direct || result == ToldResult::announced ||
                        result == ToldResult::agrees;
    if (is_new) store::insert_told(tx_, receivable.id, told, settlement_.id);
    if (result == ToldResult::advanced) {
      receivable.doubt = "paid_directly_after_the_advance";
      store::save_receivable(tx_, receivable);
    }
    if (result != ToldResult::paid_direct) return;
    const std::string cause = "told/" + receivable.id.text() + "/" + text_of(told.paid) + "/" +
                              std::to_string(told.amount.minor());
    apply(tx_, occasion_, pay(receivable, How::paid_direct, told.amount),
          {cause, "", told.paid, occasion_.by});
  }

  db::Transaction& tx_;
  const Occasion& occasion_;
  const Settlement& settlement_;
};

}  // namespace

Result<TakenSettlement> take_settlement(db::Transaction& tx, const Occasion& occasion,
                                        const InsurerFile& file) {
  if (occasion.terms.insurer_named(file.insurer) == nullptr) {
    return refuse_field("insurer", "the code of an insurer in the fund's recovery terms");
  }
  const auto count = count_lines(file.path);
  if (!count) return pass(count);
  const Settlement settlement{new_id<SettlementId>(occasion.now),
                              occasion.fund,
                              file.insurer,
                              file.sha256,
                              *count,
                              occasion.by,
                              occasion.now};
  // A second upload of the same content waits here for the first to end.
  if (!store::insert_settlement(tx, settlement)) {
    return TakenSettlement{*store::find_same_settlement(tx, settlement), true};
  }
  FileLines lines{file.path};
  std::string line;
  lines.next(line);
  Reconciliation reconciliation{tx, occasion, settlement};
  while (lines.next(line)) {
    store::insert_settlement_line(tx, settlement.id, reconciliation.take(lines.number(), line));
  }
  return TakenSettlement{settlement, false};
}

}  // namespace haven::recoveries
