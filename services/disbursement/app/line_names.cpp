#include "services/disbursement/app/line_names.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace haven::disbursement {
namespace {

using IsName = std::function<bool(std::string_view)>;
using Read = std::function<std::vector<std::string>(const IsName&)>;

constexpr std::size_t name_length_max = 60;  // as long as a partner may make one

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
  return is_capital(c) || (c >= 'a' && c <= 'z');
}

// Our orders, and what the fund gave partners and debtors to print on transfers: 15 or 13 letters
// and digits.
bool is_given_out(std::string_view text) {
  if (text.size() > name_length_max) return false;
  return could_be_reference(text) ||
         (text.size() >= 13 && (text.starts_with("HD") || text.starts_with("HR")));
}

bool has_digit(std::string_view text) {
  constexpr std::size_t least = 3;
  return text.size() >= least && text.size() <= name_length_max &&
         std::ranges::any_of(text, is_digit);
}

// A reference of letters only tells nothing when it is shorter: contributions agrees.
bool has_letters(std::string_view text) {
  constexpr auto least = 4;
  return text.size() <= name_length_max && std::ranges::count_if(text, is_letter) >= least;
}

// People write small letters; systems print their references in capitals.
bool is_printed(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return is_capital(c) || c == '-'; });
}

std::set<std::string> words_of_parties(const iso20022::Detail& detail) {
  std::set<std::string> words;
  for (const std::string* name : {&detail.debtor.name, &detail.creditor.name}) {
    std::string capitals = *name;
    std::ranges::transform(capitals, capitals.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    for (std::string& word : iso20022::references_in(capitals, has_letters)) {
      words.insert(std::move(word));
    }
  }
  return words;
}

MatchedBy where_is(const std::string& name, const iso20022::Detail& detail) {
  const auto among = [&](const std::vector<std::string>& list) {
    return std::ranges::find(list, name) != list.end();
  };
  if (name == detail.end_to_end_id) return MatchedBy::reference;
  if (name == detail.instruction_id) return MatchedBy::instruction_id;
  if (name == detail.transaction_id) return MatchedBy::transaction_id;
  if (among(detail.other_references) || among(detail.remittance_references)) {
    return MatchedBy::bank_reference;
  }
  return MatchedBy::remittance;
}

// Each kind of name after the one before: ordinary words take no place of a reference.
std::vector<std::string> in_order(const Read& read, const std::vector<IsName>& kinds) {
  std::vector<std::string> names;
  for (const IsName& is_name : kinds) {
    for (std::string& name : read(is_name)) {
      if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
  }
  return names;
}

bool is_ordinary_word(const std::string& word, const std::set<std::string>& of_parties) {
  const bool is_reference = is_given_out(word) || has_digit(word);
  return !is_reference && (!is_printed(word) || of_parties.contains(word));
}

}  // namespace

std::vector<LineName> names_in(const iso20022::Detail& detail) {
  const auto of_parties = words_of_parties(detail);
  std::vector<LineName> names;
  const auto read = [&](const IsName& is_name) { return iso20022::references_in(detail, is_name); };
  for (std::string& name : in_order(read, {is_given_out, has_digit, has_letters})) {
    if (names.size() == line_names_max) break;
    const MatchedBy by = where_is(name, detail);
    if (by == MatchedBy::remittance && is_ordinary_word(name, of_parties)) continue;
    names.push_back({std::move(name), by});
  }
  return names;
}

// Of whom such a text speaks is not known, so no word of it is kept.
std::vector<LineName> names_in(std::string_view text) {
  std::vector<LineName> names;
  const auto read = [&](const IsName& is_name) { return iso20022::references_in(text, is_name); };
  for (std::string& name : in_order(read, {is_given_out, has_digit})) {
    if (names.size() == line_names_max) break;
    names.push_back({std::move(name), MatchedBy::remittance});
  }
  return names;
}

}  // namespace haven::disbursement
