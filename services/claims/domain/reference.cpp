#include "services/claims/domain/reference.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace haven::claims {
namespace {

struct KindCode {
  std::string_view kind;
  std::string_view code;
};

// The four kinds of the fund, and what else a pack may open. Anything else is a plain claim.
constexpr auto kind_codes = std::to_array<KindCode>({{"death", "DTH"},
                                                     {"disability", "DIS"},
                                                     {"repatriation", "REP"},
                                                     {"termination", "REP"},
                                                     {"labour_case", "LEG"},
                                                     {"money_claim", "LEG"},
                                                     {"illness", "ILL"},
                                                     {"calamity", "CAL"},
                                                     {"school_year", "EDU"}});
constexpr std::string_view plain_code = "CLM";

std::string_view code_of(std::string_view kind) {
  const auto found = std::ranges::find(kind_codes, kind, &KindCode::kind);
  return found == kind_codes.end() ? plain_code : found->code;
}

// H. M. Damm's quasigroup of order ten: totally anti-symmetric, zeros on the diagonal.
constexpr int damm[10][10] = {{0, 3, 1, 7, 5, 9, 8, 6, 4, 2}, {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
                              {4, 2, 0, 6, 8, 7, 1, 3, 5, 9}, {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
                              {6, 1, 2, 3, 0, 4, 5, 9, 7, 8}, {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
                              {5, 8, 6, 9, 7, 2, 0, 1, 3, 4}, {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
                              {9, 4, 3, 8, 6, 1, 7, 2, 0, 5}, {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}};

int check_digit_of(std::string_view digits) {
  int interim = 0;
  for (const char digit : digits) interim = damm[interim][digit - '0'];
  return interim;
}

std::string padded(std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::string tidied(std::string_view text) {
  std::string tidy;
  for (const unsigned char c : text) {
    if (c != ' ') tidy += static_cast<char>(std::toupper(c));
  }
  return tidy;
}

constexpr std::size_t number_width = 7;
constexpr std::size_t shortest = 16;  // "DTH-26-0000123-4"
constexpr std::size_t longest = 28;   // any 64-bit number

}  // namespace

std::string reference_of(std::string_view incident_kind, int year, std::int64_t number) {
  const std::string yy = padded(year % 100, 2);
  const std::string digits = padded(number, number_width);
  return std::string{code_of(incident_kind)} + '-' + yy + '-' + digits + '-' +
         std::to_string(check_digit_of(yy + digits));
}

std::optional<std::string> reference_from(std::string_view text) {
  const std::string tidy = tidied(text.substr(0, 2 * longest));
  if (tidy.size() < shortest || tidy.size() > longest) return {};
  const std::string_view view = tidy;
  const std::string_view code = view.substr(0, 3), year = view.substr(4, 2);
  const std::string_view number = view.substr(7, view.size() - 9),
                         check = view.substr(view.size() - 1);
  const bool dashes = view[3] == '-' && view[6] == '-' && view[view.size() - 2] == '-';
  const bool letters =
      std::ranges::all_of(code, [](unsigned char c) { return std::isupper(c) != 0; });
  if (!dashes || !letters || !all_digits(year) || !all_digits(number) || !all_digits(check))
    return {};
  if (check_digit_of(std::string{year} + std::string{number}) != check.front() - '0') return {};
  return tidy;
}

}  // namespace haven::claims
