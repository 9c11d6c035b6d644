#include <algorithm>
#include <array>

#include "common/iso20022/status_report.hpp"

namespace haven::iso20022 {
namespace {

struct Row {
  std::string_view code;
  StatusMeaning meaning;
};

using enum StatusMeaning;

constexpr auto codes = std::to_array<Row>({
    {"RCVD", received},
    {"ACTC", received},  // the form is right
    {"ACFC", accepted},  // the money is there
    {"ACCP", accepted},
    {"ACSP", accepted},
    {"ACWC", accepted},  // with a change, such as the date
    {"ACWP", accepted},  // carried out, not yet at the payee's disposal
    {"ACSC", settled},
    {"ACCC", settled},
    {"PDNG", pending},
    {"PATC", pending},  // a further signature is wanted
    {"PART", partly},
    {"RJCT", rejected},
    {"CANC", cancelled},
});

}  // namespace

Status status_from(std::string_view code) {
  const auto* found = std::ranges::find(codes, code, &Row::code);
  return {std::string{code}, found == codes.end() ? unrecognised : found->meaning};
}

}  // namespace haven::iso20022
