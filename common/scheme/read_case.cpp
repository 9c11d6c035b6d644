#include "common/scheme/read_case.hpp"

#include "common/scheme/pack.hpp"

namespace haven::scheme {
namespace {

constexpr int days_max = 36'600;

Incident incident(Fields& fields) {
  Incident read;
  read.kind = fields.text("kind");
  read.cause = fields.text_or("cause", "");
  read.date = fields.needed_date("date");
  read.country = fields.text_or("country", "");
  read.circumstances = fields.texts("circumstances");
  return read;
}

/// A decimal such as "33.5", at most 100.
std::optional<std::string> percent(Fields& fields) {
  if (!fields.has("percent")) return {};
  const std::string text = fields.text("percent");
  if (!is_percent(text)) fields.problem("percent", "is a number from 0 to 100 such as \"33.5\"");
  return text;
}

/// An amount whose currency stands beside it.
std::optional<Money> amount(Fields& fields, const char* key) {
  if (!fields.has(key)) return {};
  return fields.amount(key, fields.text("currency"));
}

/// Where no amount was given a currency says nothing, but it must be one.
void read_currency(Fields& fields) {
  const std::string code = fields.text_or("currency", "");
  if (fields.has("currency") && !Currency::from(code)) {
    fields.problem("currency", "is an ISO 4217 code that haven knows");
  }
}

Impairment impairment(Fields& fields) {
  Impairment read;
  read.part = fields.text("part");
  read.kind = fields.text_or("kind", "loss");
  read.side = fields.text_or("side", "");
  read.at = fields.text_or("at", "");
  read.grade = fields.integer("grade", 1, 100);
  read.percent = percent(fields);
  read.months = fields.integer("months", 0, months_max);
  return read;
}

Assessment assessment(Fields& fields) {
  Assessment read;
  read.cls = fields.text_or("class", "");
  read.amount = amount(fields, "amount");
  read_currency(fields);
  read.by = fields.text_or("by", "");
  read.percent = percent(fields);
  return read;
}

Cost cost(Fields& fields) {
  Cost read;
  read.head = fields.text("head");
  read.amount = amount(fields, "amount").value_or(Money{});
  read.paid_elsewhere = amount(fields, "paid_elsewhere");
  read_currency(fields);
  read.days = fields.integer("days", 0, days_max);
  read.nights = fields.integer("nights", 0, days_max);
  read.months = fields.integer("months", 0, months_max);
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

/// Facts are plain values, or an amount with its currency.
std::map<std::string, std::string> stated(Fields& fields) {
  std::map<std::string, std::string> read;
  for (const std::string& key : fields.keys()) {
    if (!fields.node()[key].IsMap()) {
      read[key] = fields.text(key);
      continue;
    }
    const Money amount = fields.amount_of(key);
    read[key + ".amount"] = decimal_text(amount);
    read[key + ".currency"] = amount.currency().code();
  }
  return read;
}

void read_file_notes(Fields& fields, Case& read) {
  read.id = fields.text_or("id", "");
  for (const char* note : {"title", "source", "confidence"}) fields.text_or(note, "");
  fields.texts("reading");
  fields.value("expect");
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
  fields.each("pauses", [&](Fields& map) { read.pauses.push_back(read_period(map)); });
  fields.map("facts", [&](Fields& map) { read.facts = stated(map); });
}

}  // namespace

Case read_case(Fields& fields) {
  Case read;
  read_file_notes(fields, read);
  read.pack = fields.text("pack");
  read.ask = fields.text_or("ask", "claim");
  if (read.ask != "claim" && read.ask != "quote" && read.ask != "percent") {
    fields.problem("ask", "is claim, quote or percent");
  }
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
