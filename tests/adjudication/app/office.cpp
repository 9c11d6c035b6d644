#include "tests/adjudication/app/office.hpp"

#include "common/core/hash.hpp"
#include "common/db/sql.hpp"
#include "services/adjudication/api/events.hpp"

namespace haven::adjudication {
namespace {

std::string fresh_id() {
  return new_uuid(system_clock()());
}

common::v1::Money wire(std::int64_t minor, const char* currency) {
  common::v1::Money amount;
  amount.set_minor(minor);
  amount.set_currency(currency);
  return amount;
}

void add_relative(enrolment::v1::Member& worker, const char* id, const char* relation,
                  const char* sex, const char* born, const char* name) {
  auto& relative = *worker.add_family();
  relative.set_id(id);
  relative.set_relation(relation);
  relative.set_sex(sex);
  relative.set_born(born);
  relative.set_name(name);
}

enrolment::v1::Member domestic_worker() {
  enrolment::v1::Member worker;
  worker.set_member_id(fresh_id());
  worker.set_version(1);
  worker.set_number("OWWA-1");
  worker.set_given_names("Ana Maria");
  worker.set_family_name("Cruz");
  auto& person = *worker.mutable_person();
  person.set_born("1988-04-12");
  person.set_sex("female");
  person.set_married(true);
  person.set_country("PH");
  auto& owwa = *worker.add_registrations();
  owwa.set_scheme("owwa");
  owwa.set_kind("new");
  owwa.set_channel("agency");
  owwa.set_paid("2023-02-10");
  auto& oci = *worker.add_registrations();
  oci.set_scheme("oci");
  oci.set_kind("new");
  oci.set_channel("agency");
  oci.set_starts("2023-03-01");
  oci.set_ends("2025-02-28");
  auto& contract = *worker.mutable_contract();
  contract.set_start("2023-03-01");
  contract.set_end("2025-02-28");
  contract.set_hire("agency");
  contract.set_occupation("domestic_worker");
  contract.set_sector("household");
  *contract.mutable_salary() = wire(40000, "USD");
  worker.mutable_stay()->set_departed("2023-03-01");
  add_relative(worker, "husband", "spouse", "male", "1986-09-30", "Jose Cruz");
  add_relative(worker, "child_a", "child", "female", "2014-02-11", "Lea Cruz");
  add_relative(worker, "child_b", "child", "male", "2018-07-23", "Ben Cruz");
  worker.add_nominees()->set_id("husband");
  return worker;
}

claims::v1::CaseFile file_of(const enrolment::v1::Member& worker, const char* kind,
                             const char* cause) {
  claims::v1::CaseFile file;
  file.set_claim_id(fresh_id());
  file.set_reference("REF-" + file.claim_id());
  file.set_member_id(worker.member_id());
  file.set_filed_by("ines");
  file.set_filer_capacity("family");
  auto& incident = *file.mutable_incident();
  incident.set_kind(kind);
  incident.set_cause(cause);
  incident.set_date("2024-05-14");
  incident.set_country("SA");
  file.set_filed("2024-06-10");
  file.set_papers_complete("2024-06-18");
  file.set_version(1);
  return file;
}

void add_papers(claims::v1::CaseFile& file) {
  for (const char* document :
       {"proof_of_membership", "passport", "death_certificate", "mortuary_certificate",
        "burial_permit", "funeral_receipt", "claimant_photo", "claimant_ids",
        "marriage_certificate", "birth_certificate", "foreign_medical_certificate",
        "local_medical_certificate", "medical_certificate", "accident_report"}) {
    file.add_documents()->set_document(document);
  }
}

}  // namespace

void Office::SetUpTestSuite() {
  database = std::make_unique<test::Database>();
  auto loaded = scheme::load_packs("ops/schemes");
  ASSERT_TRUE(loaded) << loaded.error().detail;
  packs = *loaded;
}

void Office::TearDownTestSuite() {
  database.reset();
}

Office::Office()
    : worker(domestic_worker()),
      death(file_of(worker, "death", "illness")),
      disability(file_of(worker, "disability", "accident")) {
  setting.funds = {{"owwa", "ph", std::chrono::minutes{480}},
                   {"other", "ph", std::chrono::minutes{480}}};
  add_papers(death);
  add_papers(disability);
  auto& account = *death.add_accounts();
  account.set_party("husband");
  account.set_owner_name("J. Cruz");
  disability.mutable_incident()->add_circumstances("workplace");
  auto& arm = *disability.add_impairments();
  arm.set_part("arm");
  arm.set_side("left");
  arm.set_at("elbow");
}

messaging::Event Office::event(const google::protobuf::Message& said, const std::string& subject,
                               Instant at) {
  messaging::Event made;
  made.id = EventId{fresh_id()};
  made.type = said.GetTypeName();
  made.subject = subject;
  made.fund = "owwa";
  made.at = at;
  made.payload = said.SerializeAsString();
  return made;
}

Result<void> Office::hear(const google::protobuf::Message& said, const std::string& subject,
                          Instant at) {
  messaging::Subscriptions subscriptions{"adjudication"};
  add_subscriptions(subscriptions, setting, packs);
  const auto heard = event(said, subject, at);
  return db::in_transaction(pool, [&](db::Transaction& tx) {
    return subscriptions.handlers().at(heard.type)(tx, heard, test::noon());
  });
}

Result<void> Office::enrolled() {
  enrolment::v1::MemberEnrolled said;
  *said.mutable_member() = worker;
  return hear(said, worker.member_id());
}

Result<void> Office::ready(const claims::v1::CaseFile& file, const std::string& why) {
  claims::v1::ClaimReady said;
  *said.mutable_file() = file;
  said.set_why(why);
  return hear(said, file.claim_id());
}

std::vector<std::string> Office::payloads(const std::string& type, const std::string& claim) {
  std::vector<std::string> all;
  db::Transaction tx{pool};
  db::Bytes payload;
  db::each(
      tx, "select payload from bus.event where type = :type and subject = :claim order by position",
      [&] { all.push_back(payload.data); }, db::use(type), db::use(claim), db::into(payload));
  return all;
}

std::vector<std::string> Office::story(const std::string& claim) {
  std::vector<std::string> all;
  db::Transaction tx{pool};
  std::string type;
  db::each(
      tx, "select type from bus.event where subject = :claim order by position",
      [&] { all.push_back(type.substr(type.rfind('.') + 1)); }, db::use(claim), db::into(type));
  return all;
}

DecisionId Office::last_decision(const claims::v1::CaseFile& file) {
  return DecisionId{value("select decision_id from adjudication.decision where claim_id = '" +
                          file.claim_id() + "' order by number desc limit 1")};
}

WorkItemId Office::last_item(const claims::v1::CaseFile& file) {
  return WorkItemId{value("select work_item_id from adjudication.work_item where claim_id = '" +
                          file.claim_id() + "' order by work_item_id desc limit 1")};
}

messaging::Origin by(const std::string& subject, const std::string& fund) {
  return {"adjudication", fund, "request:" + subject};
}

}  // namespace haven::adjudication
