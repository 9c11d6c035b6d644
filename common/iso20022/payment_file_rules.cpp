#include "common/iso20022/payment_file_rules.hpp"

#include <algorithm>

#include "common/iso20022/amounts.hpp"
#include "common/iso20022/latin_text.hpp"

namespace haven::iso20022 {
namespace {

constexpr std::size_t account_length_max = 34;
constexpr std::size_t code_length_max = 4;
constexpr std::int64_t transfers_max = 999'999'999'999'999;

constexpr const char* reference_rule =
    "wants 1 to 35 letters, digits and signs of a bank's set, no space, no / at an end";
constexpr const char* name_rule = "wants letters that a bank can print: write it in Latin script";

FieldFault reference_fault(std::string_view reference, const char* field) {
  if (is_bank_reference(reference)) return {};
  return FieldProblem{field, reference_rule};
}

FieldFault name_fault(std::string_view name, const char* field) {
  if (!bank_text(name, name_length_max).empty()) return {};
  return FieldProblem{field, name_rule};
}

bool is_plain_number(std::string_view text, std::size_t length_max) {
  return text.size() <= length_max && is_bank_reference(text);
}

FieldFault account_fault(const Account& account, const char* field) {
  if (!account.iban.empty() && !account.other.empty()) {
    return FieldProblem{field, "is an IBAN or another number, not both"};
  }
  if (account.empty()) return FieldProblem{field, "wants an IBAN or another number"};
  if (!account.iban.empty() && !is_iban(account.iban)) {
    return FieldProblem{std::string{field} + "/iban",
                        "is no IBAN: its form or its check digits are wrong"};
  }
  if (!account.other.empty() && !is_plain_number(account.other, account_length_max)) {
    return FieldProblem{std::string{field} + "/other",
                        "wants 1 to 34 letters, digits and signs, no space"};
  }
  return {};
}

FieldFault agent_fault(const Agent& agent, const char* field) {
  if (!agent.bic.empty() && !is_bic(agent.bic)) {
    return FieldProblem{std::string{field} + "/bic", "is no BIC of eight or eleven characters"};
  }
  if (!agent.clearing_id.empty() && !is_plain_number(agent.clearing_id, reference_length_max)) {
    return FieldProblem{std::string{field} + "/clearing_id", reference_rule};
  }
  if (!agent.clearing_system.empty() &&
      (agent.clearing_id.empty() ||
       !is_plain_number(agent.clearing_system, reference_length_max))) {
    return FieldProblem{std::string{field} + "/clearing_system",
                        "wants the bank's number in that system too"};
  }
  if (!agent.name.empty() && bank_text(agent.name, name_length_max).empty()) {
    return FieldProblem{std::string{field} + "/name", name_rule};
  }
  return {};
}

FieldFault wanted_agent_fault(const Agent& agent, const char* field) {
  if (agent.empty()) return FieldProblem{field, "wants a BIC, a clearing number or a name"};
  return agent_fault(agent, field);
}

FieldFault declaration_fault(const PaymentFileHeader& header) {
  if (header.count < 1 || header.count > transfers_max) {
    return FieldProblem{"count", "wants at least one transfer"};
  }
  if (!Currency::from(header.total.currency().code())) {
    return FieldProblem{"total", "wants a currency that the fund keeps"};
  }
  if (header.total.minor() <= 0) return FieldProblem{"total", "is more than nothing"};
  if (const auto text = amount_text(header.total); !text) {
    return FieldProblem{"total", text.error()};
  }
  const bool is_code = std::ranges::all_of(header.service_level, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
  if (header.service_level.size() > code_length_max || !is_code) {
    return FieldProblem{"service_level", "is a code of up to four capitals and digits"};
  }
  return {};
}

FieldFault amount_fault(const Money& amount, const Currency& currency) {
  if (amount.currency() != currency) {
    return FieldProblem{"amount", "is not in " + currency.code() + ", the currency of the file"};
  }
  if (amount.minor() <= 0) return FieldProblem{"amount", "is more than nothing"};
  if (const auto text = amount_text(amount); !text) return FieldProblem{"amount", text.error()};
  return {};
}

FieldFault first(std::initializer_list<FieldFault> faults) {
  const auto* found =
      std::ranges::find_if(faults, [](const auto& each) { return each.has_value(); });
  return found == faults.end() ? FieldFault{} : *found;
}

}  // namespace

FieldFault fault_of(const PaymentFileHeader& header) {
  return first({reference_fault(header.message_id, "message_id"),
                name_fault(header.initiating_party, "initiating_party"),
                name_fault(header.debtor_name, "debtor_name"),
                account_fault(header.debtor_account, "debtor_account"),
                wanted_agent_fault(header.debtor_agent, "debtor_agent"),
                declaration_fault(header)});
}

FieldFault fault_of(const Transfer& transfer, const Currency& currency) {
  const bool needs_agent = transfer.payee_account.iban.empty();
  const bool says_something = !transfer.remittance.empty();
  return first({reference_fault(transfer.reference, "reference"),
                transfer.instruction_id.empty()
                    ? FieldFault{}
                    : reference_fault(transfer.instruction_id, "instruction_id"),
                name_fault(transfer.payee_name, "payee_name"),
                account_fault(transfer.payee_account, "payee_account"),
                needs_agent ? wanted_agent_fault(transfer.payee_agent, "payee_agent")
                            : agent_fault(transfer.payee_agent, "payee_agent"),
                amount_fault(transfer.amount, currency),
                says_something && bank_text(transfer.remittance, remittance_length_max).empty()
                    ? FieldFault{{"remittance", name_rule}}
                    : FieldFault{}});
}

}  // namespace haven::iso20022
