#include "services/disbursement/api/payment_policy_file.hpp"

#include <yaml-cpp/yaml.h>

#include <charconv>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace haven::disbursement {
namespace {

// Thrown inside this file only, and caught in payment_policy_from_yaml.
struct Wrong {
  std::string where, what;
};

void only_keys(const YAML::Node& node, const std::string& where,
               const std::set<std::string>& known) {
  if (!node.IsMap()) throw Wrong{where, "must be a map"};
  for (const auto& pair : node) {
    if (!known.contains(pair.first.Scalar())) {
      throw Wrong{where + "." + pair.first.Scalar(), "is no key that haven knows"};
    }
  }
}

std::string text_in(const YAML::Node& node, const std::string& where, const char* key) {
  if (!node[key] || !node[key].IsScalar() || node[key].Scalar().empty()) {
    throw Wrong{where + "." + key, "is missing"};
  }
  return node[key].Scalar();
}

int number_in(const YAML::Node& node, const std::string& where, const char* key, int least,
              int most) {
  const std::string text = text_in(node, where, key);
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || number < least ||
      number > most) {
    throw Wrong{where + "." + key,
                "must be a number from " + std::to_string(least) + " to " + std::to_string(most)};
  }
  return number;
}

std::string choice_in(const YAML::Node& node, const std::string& where, const char* key,
                      const std::string& one, const std::string& other) {
  const std::string text = text_in(node, where, key);
  if (text != one && text != other)
    throw Wrong{where + "." + key, "must be " + one + " or " + other};
  return text;
}

FundAccount account_in(const YAML::Node& node, const std::string& where) {
  only_keys(node, where, {"book", "currency", "bank", "number", "owner", "batch", "transfers_max"});
  const auto currency = Currency::from(text_in(node, where, "currency"));
  if (!currency) throw Wrong{where + ".currency", "must be a known ISO 4217 code"};
  const bool batch = node["batch"] && choice_in(node, where, "batch", "true", "false") == "true";
  return {text_in(node, where, "book"),
          *currency,
          text_in(node, where, "bank"),
          text_in(node, where, "number"),
          text_in(node, where, "owner"),
          batch,
          number_in(node, where, "transfers_max", 1, batch_payments_max)};
}

SignerBand band_in(const YAML::Node& node, const std::string& where, const std::string& currency) {
  only_keys(node, where, {"up_to", "approve", "authorise", "release"});
  SignerBand band;
  if (node["up_to"]) {
    band.up_to = money_from(text_in(node, where, "up_to"), currency);
    if (!band.up_to) throw Wrong{where + ".up_to", "must be an amount such as \"1000000.00\""};
  }
  band.signers = {number_in(node, where, "approve", 1, 5),
                  number_in(node, where, "authorise", 0, 5),
                  number_in(node, where, "release", 1, 5)};
  return band;
}

std::vector<SignerBand> bands_in(const YAML::Node& node, const std::string& currency) {
  const std::string where = "signers." + currency;
  if (!node || !node.IsSequence() || node.size() == 0) throw Wrong{where, "must list its bands"};
  std::vector<SignerBand> bands;
  for (const auto& one : node) {
    if (!bands.empty() && !bands.back().up_to)
      throw Wrong{where, "only the last band has no up_to"};
    const SignerBand band = band_in(one, where, currency);
    if (!bands.empty() && band.up_to && !bands.back().up_to->less_than(*band.up_to)) {
      throw Wrong{where, "each band must reach further than the one before"};
    }
    bands.push_back(band);
  }
  if (bands.back().up_to) throw Wrong{where, "the last band must have no up_to"};
  return bands;
}

void read_checks(const YAML::Node& node, PaymentPolicy& policy) {
  only_keys(
      node, "checks",
      {"account", "confirmed_within_days", "name_score", "minors", "sanctions_look_back_days"});
  policy.account_check = choice_in(node, "checks", "account", "name", "bank") == "bank"
                             ? AccountCheckKind::bank
                             : AccountCheckKind::name;
  policy.confirmed_within_days = number_in(node, "checks", "confirmed_within_days", 1, 3650);
  policy.name_score = number_in(node, "checks", "name_score", 1, 100);
  policy.sanctions_look_back_days = number_in(node, "checks", "sanctions_look_back_days", 0, 3650);
  policy.minors = choice_in(node, "checks", "minors", "hold", "pay") == "hold" ? MinorsRule::hold
                                                                               : MinorsRule::pay;
}

void read_after(const YAML::Node& node, PaymentPolicy& policy) {
  only_keys(node, "after",
            {"confirm_every", "confirm_within_days", "unclaimed_after_days", "trace_every_days",
             "unclaimed_ends_after_years", "unclaimed_goes_to"});
  policy.confirm_every = number_in(node, "after", "confirm_every", 0, 100000);
  policy.confirm_within_days = number_in(node, "after", "confirm_within_days", 1, 3650);
  policy.unclaimed_after_days = number_in(node, "after", "unclaimed_after_days", 1, 3650);
  policy.trace_every_days = number_in(node, "after", "trace_every_days", 1, 3650);
  policy.unclaimed_ends_after_years =
      number_in(node, "after", "unclaimed_ends_after_years", 1, 100);
  policy.unclaimed_goes_to = choice_in(node, "after", "unclaimed_goes_to", "fund", "treasury");
}

PaymentPolicy policy_in(const YAML::Node& root) {
  only_keys(root, "file", {"accounts", "signers", "checks", "after"});
  PaymentPolicy policy;
  if (!root["accounts"] || !root["accounts"].IsSequence() || root["accounts"].size() == 0) {
    throw Wrong{"accounts", "must list the fund's accounts"};
  }
  for (const auto& node : root["accounts"]) {
    policy.accounts.push_back(
        account_in(node, "accounts[" + std::to_string(policy.accounts.size()) + "]"));
  }
  if (!root["signers"] || !root["signers"].IsMap())
    throw Wrong{"signers", "must list bands by currency"};
  for (const FundAccount& account : policy.accounts) {
    const std::string& currency = account.currency.code();
    policy.bands[currency] = bands_in(root["signers"][currency], currency);
  }
  if (!root["checks"]) throw Wrong{"checks", "is missing"};
  if (!root["after"]) throw Wrong{"after", "is missing"};
  read_checks(root["checks"], policy);
  read_after(root["after"], policy);
  return policy;
}

}  // namespace

Result<PaymentPolicy> payment_policy_from_yaml(const std::string& text) {
  try {
    return policy_in(YAML::Load(text));
  } catch (const Wrong& wrong) {
    return refuse(ErrorKind::invalid, "payment_policy_wrong", wrong.where + " " + wrong.what);
  } catch (const YAML::Exception& exception) {
    return refuse(ErrorKind::malformed, "payment_policy_unreadable",
                  "line " + std::to_string(exception.mark.line + 1) + " is not readable as YAML");
  }
}

PaymentPolicies payment_policies(const std::vector<Fund>& funds,
                                 const std::filesystem::path& folder) {
  PaymentPolicies policies;
  for (const Fund& fund : funds) {
    const auto path = folder / (fund.code + ".yaml");
    std::ifstream in{path, std::ios::binary};
    if (!in) throw std::runtime_error{path.string() + " is missing: it says how the fund pays"};
    std::ostringstream text;
    text << in.rdbuf();
    const auto policy = payment_policy_from_yaml(text.str());
    if (!policy) throw std::runtime_error{path.string() + ": " + policy.error().detail};
    policies[fund.code] = *policy;
  }
  return policies;
}

}  // namespace haven::disbursement
