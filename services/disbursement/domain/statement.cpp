#include "services/disbursement/domain/statement.hpp"

#include <algorithm>
#include <array>

#include "common/core/csv.hpp"

namespace haven::disbursement {
namespace {

const std::vector<std::string> columns{"statement_id", "reference", "amount", "currency",
                                       "booked_on",    "status",    "reason"};
constexpr std::size_t problems_shown_max = 20;

constexpr std::array<std::pair<LineResult, std::string_view>, 8> names{{
    {LineResult::settled, "settled"},
    {LineResult::returned, "returned"},
    {LineResult::already, "already"},
    {LineResult::unmatched, "unmatched"},
    {LineResult::amount_differs, "amount_differs"},
    {LineResult::currency_differs, "currency_differs"},
    {LineResult::not_released, "not_released"},
    {LineResult::contradicts, "contradicts"},
}};

bool is_plain(const std::string& text, std::size_t most) {
  return text.size() <= most && std::ranges::none_of(text, [](const char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

// A line's values, or the sentence that says what is wrong with it.
struct Reading {
  StatementLine line;
  std::string fault;
};

Reading read(const std::vector<std::string>& fields, const std::string& statement) {
  if (fields.size() != columns.size()) {
    return {{}, "has " + std::to_string(fields.size()) + " fields, not 7"};
  }
  if (fields[0] != statement) return {{}, "statement_id differs from the first line's"};
  if (fields[1].empty() || !is_plain(fields[1], 40)) {
    return {{}, "reference must be 1 to 40 characters"};
  }
  const auto amount = money_from(fields[2], fields[3]);
  if (!Currency::from(fields[3])) return {{}, "currency must be a known ISO 4217 code"};
  if (!amount || amount->minor() <= 0) return {{}, "amount must be like 1234.50 and above zero"};
  const auto booked_on = date_from(fields[4]);
  if (!booked_on) return {{}, "booked_on must be a day like 2024-05-14"};
  if (fields[5] != "booked" && fields[5] != "returned") {
    return {{}, "status must be booked or returned"};
  }
  if (!is_plain(fields[6], 200)) return {{}, "reason must be at most 200 characters"};
  return {{0, fields[1], *amount, *booked_on, fields[5] == "returned", fields[6]}, ""};
}

std::string_view next_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

tl::unexpected<Error> unreadable(std::vector<FieldProblem> problems) {
  return refuse(ErrorKind::invalid, "statement_unreadable",
                "The file is not a statement that can be believed; nothing of it was taken.",
                std::move(problems));
}

}  // namespace

std::string name_of(LineResult result) {
  const auto found = std::ranges::find(names, result, [](const auto& name) { return name.first; });
  return std::string{found->second};
}

std::optional<LineResult> line_result_from(std::string_view name) {
  const auto found = std::ranges::find(names, name, [](const auto& one) { return one.second; });
  if (found == names.end()) return {};
  return found->first;
}

Result<StatementFile> statement_from_csv(std::string_view text) {
  if (csv_fields(next_line(text)) != columns) {
    return unreadable({{"line 1",
                        "must be statement_id,reference,amount,currency,booked_on,"
                        "status,reason"}});
  }
  StatementFile file;
  std::vector<FieldProblem> problems;
  for (int number = 2; !text.empty() && problems.size() < problems_shown_max; ++number) {
    const auto fields = csv_fields(next_line(text));
    if (number == 2 && fields) file.bank_statement = fields->front();
    Reading reading =
        fields ? read(*fields, file.bank_statement) : Reading{{}, "has a quote in the wrong place"};
    reading.line.number = number;
    if (!reading.fault.empty()) {
      problems.push_back({"line " + std::to_string(number), reading.fault});
    } else {
      file.lines.push_back(std::move(reading.line));
    }
    if (file.lines.size() > statement_lines_max) {
      problems.push_back({"line " + std::to_string(number), "is one too many; split the file"});
    }
  }
  if (!problems.empty()) return unreadable(std::move(problems));
  if (file.lines.empty()) return unreadable({{"line 2", "is missing: the statement is empty"}});
  if (file.bank_statement.empty() || !is_plain(file.bank_statement, 60)) {
    return unreadable({{"line 2", "statement_id must be 1 to 60 characters"}});
  }
  return file;
}

LineResult match(const StatementLine& line, Orders& orders) {
  const auto found = orders.find(line.bank_reference);
  if (found == orders.end()) return LineResult::unmatched;
  Order& order = found->second;
  if (order.amount.currency() != line.amount.currency()) return LineResult::currency_differs;
  if (order.amount != line.amount) return LineResult::amount_differs;

  const auto end = line.is_returned ? PaymentState::returned : PaymentState::settled;
  if (order.state == end) return LineResult::already;
  if (order.state == PaymentState::settled || order.state == PaymentState::returned) {
    return LineResult::contradicts;
  }
  if (!can_move(order.state, end)) return LineResult::not_released;
  order.state = end;
  return line.is_returned ? LineResult::returned : LineResult::settled;
}

}  // namespace haven::disbursement
