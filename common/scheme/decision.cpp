#include "common/scheme/decision.hpp"

#include <boost/json.hpp>

namespace haven::scheme {
namespace {

namespace json = boost::json;

json::object object_of(const Money& amount) {
  return {{"amount", decimal_text(amount)}, {"currency", amount.currency().code()}};
}

template <class List, class Make>
json::array array_of(const List& list, Make make) {
  json::array array;
  array.reserve(list.size());
  for (const auto& each : list) array.push_back(make(each));
  return array;
}

json::array texts(const std::vector<std::string>& list) {
  return array_of(list, [](const std::string& each) { return json::value(each); });
}

json::object object_of(const DueDate& due) {
  return {{"scheme", due.scheme}, {"benefit", due.benefit}, {"date", text_of(due.date)}};
}

json::object object_of(const QuoteLine& line) {
  return {{"scheme", line.scheme},
          {"item", line.item},
          {"amount", decimal_text(line.amount)},
          {"currency", line.amount.currency().code()}};
}

json::array shares_of(const Line& line) {
  return array_of(line.shares, [](const Share& share) {
    return json::object{{"to", share.party}, {"amount", decimal_text(share.amount)}};
  });
}

json::object object_of(const Instalments& instalments) {
  json::object object{{"every", instalments.every}};
  if (instalments.times) object["times"] = *instalments.times;
  if (!instalments.while_true.empty()) object["while"] = instalments.while_true;
  return object;
}

/// A number of JSON, as case files write it.
json::value percent_of(const std::string& decimal) {
  return json::parse(decimal);
}

/// Keys in one fixed order, so that equal lines are equal bytes.
json::object object_of(const Line& line) {
  json::object object{{"scheme", line.scheme},
                      {"layer", line.layer},
                      {"benefit", line.benefit},
                      {"outcome", name_of(line.outcome)}};
  if (line.outcome == Outcome::pay) {
    object["amount"] = object_of(line.amount);
    object["payees"] = shares_of(line);
    if (line.instalments) object["instalments"] = object_of(*line.instalments);
  } else {
    object["reason"] = line.reason;
  }
  object["rule"] = line.rule;
  object["source"] = line.source;
  object["trace"] = array_of(line.trace, [](const Step& step) {
    return json::object{{"rule", step.rule}, {"result", step.result}};
  });
  return object;
}

json::object object_of(const Need& need) {
  json::object object{{"document", need.paper.document}};
  if (!need.paper.for_whom.empty()) object["for"] = need.paper.for_whom;
  return object;
}

json::object whole_of(const Need& need) {
  json::object object = object_of(need);
  object["alternatives"] = array_of(need.alternatives, texts);
  object["schemes"] = texts(need.schemes);
  return object;
}

json::array answers(const Decision& decision, Outcome outcome) {
  json::array array;
  for (const Line& line : decision.lines) {
    if (line.outcome != outcome) continue;
    json::object object{{"scheme", line.scheme}, {"benefit", line.benefit}};
    if (outcome != Outcome::pay) {
      object["reason"] = line.reason;
    } else if (line.amount.is_zero()) {
      continue;  // nothing is left to pay
    } else {
      object["amount"] = decimal_text(line.amount);
      object["currency"] = line.amount.currency().code();
      if (!line.shares.empty()) object["payees"] = shares_of(line);
    }
    array.push_back(std::move(object));
  }
  return array;
}

const auto to_object = [](const auto& each) { return object_of(each); };

}  // namespace

std::string name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::pay:
      return "pay";
    case Outcome::refuse:
      return "refuse";
    case Outcome::refer:
      return "refer";
  }
  return "";
}

std::string json_of(const Decision& decision) {
  json::object object{
      {"pack", decision.pack},
      {"pack_hash", decision.pack_hash},
      {"lines", array_of(decision.lines, to_object)},
      {"need", array_of(decision.need, [](const Need& need) { return whole_of(need); })},
      {"due", array_of(decision.due, to_object)},
      {"quote", array_of(decision.quote, to_object)},
      {"flags", texts(decision.flags)}};
  if (decision.percent) object["percent"] = percent_of(*decision.percent);
  return json::serialize(object);
}

std::string answer_json(const Decision& decision) {
  json::object object{{"pay", answers(decision, Outcome::pay)},
                      {"refuse", answers(decision, Outcome::refuse)},
                      {"refer", answers(decision, Outcome::refer)},
                      {"need", array_of(decision.need, to_object)},
                      {"due", array_of(decision.due, to_object)},
                      {"quote", array_of(decision.quote, to_object)},
                      {"flags", texts(decision.flags)}};
  if (decision.percent) object["percent"] = percent_of(*decision.percent);
  return json::serialize(object);
}

}  // namespace haven::scheme
