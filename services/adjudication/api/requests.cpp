#include "services/adjudication/api/requests.hpp"

#include "common/http/json.hpp"

namespace haven::adjudication {
namespace {

constexpr std::size_t lines_max = 50;
constexpr std::size_t sentence_max = 1000;
constexpr std::size_t code_max = 60;

scheme::Assessment assessment_from(http::JsonReader& body) {
  scheme::Assessment assessment;
  assessment.cls = body.one_of("class", {"partial", "total", "permanent_total"});
  assessment.percent = body.maybe_text("percent", 8);
  if (assessment.percent && !scheme::is_percent(*assessment.percent)) {
    body.wrong("percent", "a decimal from 0 to 100 as text, such as \"12.5\"");
  }
  // The rules of most funds want an amount, those of some a percentage.
  if (assessment.percent) {
    assessment.amount = body.maybe_money("amount");
  } else {
    assessment.amount = body.money("amount");
  }
  assessment.by = body.one_of("by", {"doctor", "committee", "officer"});
  return assessment;
}

}  // namespace

Result<std::optional<std::int64_t>> maybe_if_match(const http::Request& request) {
  if (request.header("if-match").empty()) return std::optional<std::int64_t>{};
  const auto version = http::if_match(request);
  if (!version) return pass(version);
  return std::optional{*version};
}

tl::unexpected<Error> refuse_parameter(const std::string& name, const std::string& detail) {
  return refuse(ErrorKind::malformed, "invalid_parameter", name + ": " + detail, {{name, detail}});
}

Result<http::Page> page_after_id(const http::Request& request,
                                 const std::set<std::string>& filters) {
  auto page = http::page_from(request, filters);
  if (page && !page->after.empty() && !is_uuid(page->after)) {
    return refuse_parameter("after", "the `next` of the page before, unchanged");
  }
  return page;
}

messaging::Origin origin_of(const http::Request& request) {
  return {"adjudication", request.principal.fund, "request:" + request.trace};
}

Result<void> nothing_in(const http::Request& request) {
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  return body->finish();
}

Result<std::string> only_text_in(const http::Request& request, const std::string& name) {
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  std::string text = body->text(name, sentence_max);
  if (auto complete = body->finish(); !complete) return pass(complete);
  return text;
}

Result<DecideReferral> decide_referral_from(const http::Request& request) {
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  DecideReferral command;
  command.subject = request.principal.subject;
  body->object(
      "assessment",
      [&](http::JsonReader& assessment) { command.assessment = assessment_from(assessment); },
      true);
  body->list("grants", lines_max, [&](http::JsonReader& grant) {
    command.resolution.grants.push_back({grant.text("scheme", code_max),
                                         grant.text("benefit", code_max), grant.money("amount"),
                                         grant.text("reason", sentence_max)});
  });
  body->list("refusals", lines_max, [&](http::JsonReader& refusal) {
    command.resolution.refusals.push_back(
        {refusal.text("scheme", code_max), refusal.text("benefit", code_max),
         refusal.text("reason", code_max), refusal.maybe_text("note", sentence_max).value_or("")});
  });
  command.reason = body->text("reason", sentence_max);
  if (auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

}  // namespace haven::adjudication
