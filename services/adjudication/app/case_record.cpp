#include "services/adjudication/app/case_record.hpp"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "common/scheme/wire.hpp"

namespace haven::adjudication {
namespace {

void strip_names(enrolment::v1::Member& member) {
  member.clear_number();
  member.clear_given_names();
  member.clear_family_name();
  for (auto& relative : *member.mutable_family()) relative.clear_name();
  for (auto& nominee : *member.mutable_nominees()) nominee.clear_name();
}

}  // namespace

v1::CaseRecord record_of(const enrolment::v1::Member& member, const claims::v1::CaseFile& file,
                         const std::vector<scheme::PastPayment>& history, const std::string& pack,
                         Date today) {
  v1::CaseRecord record;
  record.set_pack(pack);
  record.set_today(text_of(today));
  *record.mutable_member() = member;
  strip_names(*record.mutable_member());
  *record.mutable_file() = file;
  record.mutable_file()->clear_accounts();
  for (const auto& payment : history) {
    auto& past = *record.add_history();
    past.set_scheme(payment.scheme);
    past.set_benefit(payment.benefit);
    past.set_date(text_of(payment.date));
    *past.mutable_amount() = scheme::wire_of(payment.amount);
    past.set_household(payment.household);
  }
  return record;
}

Result<scheme::Case> case_from(const v1::CaseRecord& record) {
  const auto today = date_from(record.today());
  if (!today) return refuse_field("/today", "must be a date");
  auto facts = scheme::case_from(record.member(), record.file(), record.pack(), *today);
  if (!facts) return facts;
  for (const auto& past : record.history()) {
    const auto date = date_from(past.date());
    if (!date) return refuse_field("/history/date", "must be a date");
    const auto amount = scheme::money_from(past.amount());
    if (!amount) return pass(amount);
    facts->history.push_back({past.scheme(), past.benefit(), *date, *amount, past.household()});
  }
  return facts;
}

std::string bytes_of(const v1::CaseRecord& record) {
  std::string bytes;
  google::protobuf::io::StringOutputStream out{&bytes};
  google::protobuf::io::CodedOutputStream coded{&out};
  coded.SetSerializationDeterministic(true);
  record.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

}  // namespace haven::adjudication
