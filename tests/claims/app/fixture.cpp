#include "tests/claims/app/fixture.hpp"

#include <unistd.h>

#include <fstream>

#include "common/core/hash.hpp"
#include "common/db/sql.hpp"
#include "services/claims/api/events.hpp"
#include "services/claims/app/add_paper.hpp"

namespace haven::claims::test {

const char* const decision_1 = "0190c1a2-7d3e-7b44-8a51-000000000001";
const char* const decision_2 = "0190c1a2-7d3e-7b44-8a51-000000000002";
const char* const payment_1 = "0190c1a2-7d3e-7b44-8a51-000000000011";
const char* const payment_2 = "0190c1a2-7d3e-7b44-8a51-000000000012";

namespace {

const char* const ana_id = "0190c1a2-7d3e-7b44-8a51-0000000000aa";

Packs packs_once() {
  static const Packs packs = [] {
    auto loaded = scheme::load_packs("ops/schemes");
    if (!loaded) throw std::runtime_error{loaded.error().detail};
    return *loaded;
  }();
  return packs;
}

void add_relative(enrolment::v1::Member& member, const std::string& id, const std::string& relation,
                  const std::string& born) {
  auto& relative = *member.add_family();
  relative.set_id(id);
  relative.set_relation(relation);
  relative.set_born(born);
  relative.set_name("Name of " + id);
  auto& nominee = *member.add_nominees();
  nominee.set_id(id);
}

void add_registration(enrolment::v1::Member& member, const std::string& scheme,
                      const std::string& paid, const std::string& starts, const std::string& ends) {
  auto& registration = *member.add_registrations();
  registration.set_scheme(scheme);
  registration.set_kind("new");
  registration.set_channel("agency");
  registration.set_paid(paid);
  registration.set_starts(starts);
  registration.set_ends(ends);
}

}  // namespace

Office::Office()
    : pool(database.pool("haven_claims")),
      files(std::filesystem::temp_directory_path() /
            ("haven-claims-" + new_uuid(system_clock()()))),
      setting{
          pool,
          [this] { return now; },
          {{"owwa", "ph", std::chrono::minutes{480}}, {"other", "ph", std::chrono::minutes{480}}},
          files},
      packs(packs_once()),
      rules(rules_of(setting, packs, "owwa")) {
  std::filesystem::create_directories(files);
  enrol(ana());
}

Office::~Office() {
  std::error_code gone;
  std::filesystem::remove_all(files, gone);
}

enrolment::v1::Member Office::ana() const {
  enrolment::v1::Member member;
  member.set_member_id(ana_id);
  member.set_version(1);
  member.set_number("OWWA-000000001");
  member.set_given_names("Ana");
  member.set_family_name("Reyes");
  auto& person = *member.mutable_person();
  person.set_born("1988-04-12");
  person.set_sex("female");
  person.set_married(true);
  person.set_country("PH");
  add_registration(member, "owwa", "2023-02-10", "", "");
  add_registration(member, "oci", "", "2023-03-01", "2025-02-28");
  auto& contract = *member.mutable_contract();
  contract.set_start("2023-03-01");
  contract.set_end("2025-02-28");
  contract.set_hire("agency");
  contract.mutable_salary()->set_minor(40000);
  contract.mutable_salary()->set_currency("USD");
  member.mutable_stay()->set_departed("2023-03-01");
  add_relative(member, "husband", "spouse", "1986-09-30");
  add_relative(member, "child_a", "child", "2014-02-11");
  return member;
}

void Office::enrol(const enrolment::v1::Member& member) {
  enrolment::v1::FamilyChanged event;
  *event.mutable_member() = member;
  hear(event, "enrolment");
}

File Office::death() const {
  File file;
  file.capacity = "family";
  file.incident = {"death", "illness", *date_from("2024-05-14"), "SA", {}};
  return file;
}

File Office::repatriation() const {
  File file;
  file.capacity = "worker";
  file.incident = {"repatriation", "", *date_from("2024-05-20"), "SA", {"emergency"}};
  file.costs = {{"ticket", money(2150000, "PHP"), *date_from("2024-05-20"), true, ""}};
  return file;
}

OpenClaim Office::command_for(Opening as, const File& file) {
  OpenClaim command;
  command.id = new_id<ClaimId>(now);
  command.member_number = "OWWA-000000001";
  command.as = as;
  command.file = file;
  command.pin_mac = std::string(64, 'a');
  command.actor = ines;
  return command;
}

Claim Office::open(Opening as, const File& file) {
  const auto opened =
      in_tx([&](db::Transaction& tx) { return open_claim(tx, rules, command_for(as, file), now); });
  if (!opened) throw std::runtime_error{opened.error().detail};
  return opened->claim;
}

Claim Office::read(const ClaimId& id) {
  return *in_tx([&](db::Transaction& tx) { return store::find_claim(tx, "owwa", id); });
}

std::vector<std::string> Office::moves_of(const ClaimId& id) {
  std::vector<std::string> moves;
  in_tx([&](db::Transaction& tx) {
    for (const auto& line : store::history_of(tx, id)) moves.emplace_back(name_of(line.move));
  });
  return moves;
}

std::vector<std::string> Office::said_of(const std::string& subject) {
  std::vector<std::string> types;
  std::string type;
  in_tx([&](db::Transaction& tx) {
    db::each(
        tx,
        "select split_part(type, '.', 4) from bus.event where subject = :subject "
        "order by position",
        [&] { types.push_back(type); }, db::use(subject), db::into(type));
  });
  return types;
}

std::string Office::last_payload(const std::string& type) {
  db::Bytes payload;
  in_tx([&](db::Transaction& tx) {
    db::run(tx, "select payload from bus.event where type = :type order by position desc limit 1",
            db::use(type), db::into(payload));
  });
  return payload.data;
}

Result<void> Office::try_hear(const google::protobuf::Message& message, const std::string& source,
                              const std::string& fund) {
  messaging::Subscriptions subscriptions{"claims"};
  add_subscriptions(subscriptions, setting, packs);
  const messaging::Event event{EventId{new_uuid(now)},
                               message.GetTypeName(),
                               source,
                               "subject",
                               fund,
                               now + std::chrono::microseconds{++heard_},
                               "cause",
                               "",
                               message.SerializeAsString()};
  const auto& handler = subscriptions.handlers().at(event.type);
  return in_tx([&](db::Transaction& tx) { return handler(tx, event, now); });
}

void Office::hear(const google::protobuf::Message& message, const std::string& source) {
  const auto heard = try_hear(message, source, "owwa");
  if (!heard) throw std::runtime_error{heard.error().detail};
}

adjudication::v1::ClaimDecided Office::decided(const ClaimId& id, int number,
                                               const std::string& decision) const {
  adjudication::v1::ClaimDecided event;
  event.set_claim_id(id.text());
  event.set_decision_id(decision);
  event.set_number(number);
  auto& paid = *event.add_lines();
  paid.set_scheme("owwa");
  paid.set_layer("fund");
  paid.set_benefit("death");
  paid.set_outcome("pay");
  paid.mutable_amount()->set_minor(10000000);
  paid.mutable_amount()->set_currency("PHP");
  auto& refused = *event.add_lines();
  refused.set_scheme("oci");
  refused.set_layer("insurer");
  refused.set_benefit("death");
  refused.set_outcome("refuse");
  refused.set_reason("cover_ended");
  return event;
}

adjudication::v1::DecisionApproved Office::approved(const ClaimId& id, const std::string& decision,
                                                    int payments) const {
  adjudication::v1::DecisionApproved event;
  event.set_claim_id(id.text());
  event.set_decision_id(decision);
  event.set_payments(payments);
  *event.mutable_lines() = decided(id, 1, decision).lines();
  return event;
}

disbursement::v1::Payment Office::payment(const ClaimId& id, const std::string& payment_id) const {
  disbursement::v1::Payment payment;
  payment.set_payment_id(payment_id);
  payment.set_claim_id(id.text());
  payment.set_party("husband");
  payment.mutable_amount()->set_minor(10000000);
  payment.mutable_amount()->set_currency("PHP");
  return payment;
}

void Office::pay_out(const ClaimId& id, const std::string& decision, int number) {
  const std::string paid = number == 1 ? payment_1 : payment_2;
  hear(decided(id, number, decision));
  hear(approved(id, decision, 1));
  hear(about<disbursement::v1::PaymentReleased>(payment(id, paid)), "disbursement");
  hear(about<disbursement::v1::PaymentSettled>(payment(id, paid)), "disbursement");
}

void Office::hold_papers_of_death(const ClaimId& id, const std::set<std::string>& except) {
  const std::filesystem::path incoming = files / "incoming";
  const std::vector<scheme::Paper> papers = {{"proof_of_membership", ""},
                                             {"passport", ""},
                                             {"death_certificate", ""},
                                             {"mortuary_certificate", ""},
                                             {"burial_permit", ""},
                                             {"funeral_receipt", ""},
                                             {"claimant_photo", ""},
                                             {"claimant_ids", ""},
                                             {"marriage_certificate", ""},
                                             {"birth_certificate", ""},
                                             {"guardianship_affidavit", "child_a"}};
  for (const scheme::Paper& paper : papers) {
    if (except.contains(paper.document)) continue;
    std::ofstream{incoming} << paper.document;
    const AddDocument command{
        id, paper, "application/pdf", 10, sha256_hex(paper.document), incoming, files, ines};
    const auto added =
        in_tx([&](db::Transaction& tx) { return add_document(tx, rules, command, now); });
    if (!added) throw std::runtime_error{added.error().detail};
  }
}

}  // namespace haven::claims::test
