#include "common/scheme/read_case.hpp"

#include "common/scheme/pack.hpp"

namespace haven::scheme {
namespace {

Person person(Fields& fields) {
  Person read;
  read.born = fields.date("born");
  read.sex = fields.text_or("sex", "");
  read.preferred_hand = fields.text_or("preferred_hand", "");
  read.married = fields.flag("married", false);
  read.country = fields.text_or("country", "");
  return read;
}

Registration registration(Fields& fields) {
  Registration read;
  read.scheme = fields.text("scheme");
  read.kind = fields.text_or("kind", "");
  read.channel = fields.text_or("channel", "");
  read.registered = fields.date("registered");
  read.paid = fields.date("paid");
  read.starts = fields.date("starts");
  read.ends = fields.date("ends");
  read.premium_charged_to_worker = fields.flag("premium_charged_to_worker", false);
  read.status = fields.text_or("status", "");
  return read;
}

Contract contract(Fields& fields) {
  Contract read;
  read.start = fields.date("start");
  read.end = fields.date("end");
  read.hire = fields.text_or("hire", "");
  read.occupation = fields.text_or("occupation", "");
  read.sector = fields.text_or("sector", "");
  if (fields.has("salary")) read.salary = fields.amount_of("salary");
  return read;
}

Incident incident(Fields& fields) {
  Incident read;
  read.kind = fields.text("kind");
  read.cause = fields.text_or("cause", "");
  read.date = fields.needed_date("date");
  read.country = fields.text_or("country", "");
  read.circumstances = fields.texts("circumstances");
  return read;
}

Impairment impairment(Fields& fields) {
  Impairment read;
  read.part = fields.text("part");
  read.kind = fields.text_or("kind", "loss");
  read.side = fields.text_or("side", "");
  read.at = fields.text_or("at", "");
  read.grade = fields.integer("grade", 1, 100);
  if (fields.has("percent")) read.percent = fields.text("percent");
  return read;
}

Assessment assessment(Fields& fields) {
  Assessment read;
  read.cls = fields.text_or("class", "");
  if (fields.has("amount")) read.amount = fields.amount("amount", fields.text("currency"));
  fields.text_or("currency", "");
  read.by = fields.text_or("by", "");
  return read;
}

Cost cost(Fields& fields) {
  Cost read;
  read.head = fields.text("head");
  read.amount = fields.amount("amount", fields.text("currency"));
  read.incurred = fields.date("incurred");
  read.receipt = fields.flag("receipt", true);
  read.for_whom = fields.text_or("for", "");
  return read;
}

Award award(Fields& fields) {
  Award read;
  read.amount = fields.amount("amount", fields.text("currency"));
  read.final = fields.flag("final", false);
  read.ordered = fields.date("ordered");
  read.notified = fields.date("notified");
  return read;
}

Relative relative(Fields& fields) {
  Relative read;
  read.id = fields.text("id");
  read.relation = fields.text("relation");
  read.sex = fields.text_or("sex", "");
  read.born = fields.date("born");
  read.alive = fields.flag("alive", true);
  read.married = fields.flag("married", false);
  read.dependent = fields.flag("dependent", false);
  read.disabled = fields.flag("disabled", false);
  read.school = fields.text_or("school", "");
  read.barred = fields.flag("barred", false);
  return read;
}

PastPayment past_payment(Fields& fields) {
  PastPayment read;
  read.scheme = fields.text("scheme");
  read.benefit = fields.text("benefit");
  read.date = fields.needed_date("date");
  read.amount = fields.amount("amount", fields.text("currency"));
  read.household = fields.flag("household", false);
  return read;
}

BatchLine batch_line(Fields& fields) {
  BatchLine read;
  read.scheme = fields.text("scheme");
  read.benefit = fields.text("benefit");
  read.status = fields.text_or("status", "");
  read.count = fields.needed_integer("count", 1, 100'000'000);
  return read;
}

/// A paper is a document's name, or {document, for} where it is about one payee.
std::vector<Paper> papers(Fields& fields) {
  std::vector<Paper> read;
  const YAML::Node list = fields.value("documents");
  if (!list.IsSequence()) fields.problem("documents", "is a list");
  for (std::size_t i = 0; list.IsSequence() && i < list.size(); ++i) {
    if (list[i].IsScalar()) {
      read.push_back({list[i].Scalar(), ""});
      continue;
    }
    Fields paper{list[i], fields.path_of("documents") + "/" + std::to_string(i), fields.problems()};
    const std::string document = paper.text("document");
    read.push_back({document, paper.text_or("for", "")});
  }
  return read;
}

std::map<std::string, std::string> stated(Fields& fields) {
  std::map<std::string, std::string> read;
  for (const std::string& key : fields.keys()) read[key] = fields.text(key);
  return read;
}

void read_file_notes(Fields& fields, Case& read) {
  read.id = fields.text_or("id", "");
  for (const char* note : {"title", "source", "confidence"}) fields.text_or(note, "");
  fields.texts("reading");
  fields.value("expect");
}

void read_worker(Fields& fields, Case& read) {
  fields.map("member", [&](Fields& map) { read.member = person(map); });
  fields.each("registrations",
              [&](Fields& map) { read.registrations.push_back(registration(map)); });
  fields.map("contract", [&](Fields& map) { read.contract = contract(map); });
  fields.map("stay", [&](Fields& map) {
    read.stay.departed = map.date("departed");
    read.stay.returned = map.date("returned");
  });
  fields.each("family", [&](Fields& map) { read.family.push_back(relative(map)); });
  fields.each("nominees", [&](Fields& map) {
    const std::string id = map.text("id");
    read.nominees.push_back({id, map.integer("share", 1, 100)});
  });
}

void read_claim(Fields& fields, Case& read) {
  if (read.ask == "claim" && !fields.has("incident")) fields.problem("incident", "is needed");
  fields.map("incident", [&](Fields& map) { read.incident = incident(map); });
  fields.each("impairments", [&](Fields& map) { read.impairments.push_back(impairment(map)); });
  fields.map("assessment", [&](Fields& map) { read.assessment = assessment(map); });
  fields.each("costs", [&](Fields& map) { read.costs.push_back(cost(map)); });
  fields.map("award", [&](Fields& map) { read.award = award(map); });
  if (fields.has("documents")) read.documents = papers(fields);
  fields.each("history", [&](Fields& map) { read.history.push_back(past_payment(map)); });
  read.apply = fields.texts("apply");
  fields.each("batch", [&](Fields& map) { read.batch.push_back(batch_line(map)); });
  read.filed = fields.date("filed");
  read.papers_complete = fields.date("papers_complete");
  fields.map("facts", [&](Fields& map) { read.facts = stated(map); });
}

}  // namespace

Case read_case(Fields& fields) {
  Case read;
  read_file_notes(fields, read);
  read.pack = fields.text("pack");
  read.ask = fields.text_or("ask", "claim");
  if (read.ask != "claim" && read.ask != "quote") fields.problem("ask", "is claim or quote");
  read.today = fields.needed_date("today");
  read_worker(fields, read);
  read_claim(fields, read);
  return read;
}

Result<Case> case_from_yaml(const std::string& text) {
  const auto node = yaml_from(text, "case");
  if (!node) return pass(node);
  Problems problems{"case"};
  Case read;
  {
    Fields fields{*node, "", problems};
    read = read_case(fields);
  }
  if (problems.none()) return read;
  const FieldProblem& first = problems.list().front();
  return refuse(ErrorKind::invalid, "invalid_case", first.pointer + ": " + first.detail,
                problems.list());
}

}  // namespace haven::scheme
