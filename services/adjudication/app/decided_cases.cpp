#include "services/adjudication/app/decided_cases.hpp"

#include "services/adjudication/app/case_record.hpp"
#include "services/adjudication/store/views.hpp"

namespace haven::adjudication {
namespace {
constexpr const char* before_all = "00000000-0000-0000-0000-000000000000";
}  // namespace

DecidedCases decided_cases(db::Transaction& tx, const std::string& pack, const std::string& after,
                           int limit) {
  DecidedCases page;
  for (const auto& stored :
       store::find_cases_of_pack(tx, pack, after.empty() ? before_all : after, limit)) {
    page.last = stored.decision_id;
    v1::CaseRecord record;
    Result<scheme::Case> facts =
        record.ParseFromString(stored.case_record)
            ? case_from(record)
            : refuse(ErrorKind::invalid, "unreadable", "the record is damaged");
    if (!facts) {
      page.unreadable.push_back(stored.decision_id);
      continue;
    }
    facts->id = stored.decision_id;
    page.cases.push_back(std::move(*facts));
  }
  return page;
}

std::int64_t count_decided_cases(db::Transaction& tx, const std::string& pack) {
  return store::count_cases_of_pack(tx, pack);
}

}  // namespace haven::adjudication
