#pragma once
#include <string>
#include <vector>

#include "common/scheme/pack.hpp"

/// How the codes, amounts and persons of a decision are said to people.
namespace haven::scheme {

/// "accidental death" for accidental_death.
std::string words_of(std::string code);
/// The same with a capital.
std::string sentence_case(std::string text);
/// "100,000.00 PHP".
std::string amount_words(const Money& amount);
/// "2,000.00 INR every month, 24 times"; the amount alone where it is paid once.
std::string amount_words(const Line& line);

SchemeInfo info_of(const Pack& pack, const std::string& scheme);
/// A payee: a scheme by its title, a person by the id in the case.
std::string party_words(const Pack& pack, const std::string& party);
/// "wife 50,000.00 PHP, son 50,000.00 PHP"
std::string payees_of(const Pack& pack, const Line& line);
/// "death certificate", "birth certificate for son, or instead passport"
std::string paper_words(const Need& need);
/// "Death by illness on 2023-08-01 in AE"
std::string question_of(const Case& facts);
/// "Death, Overseas Workers Welfare Administration: by 2024-07-01"
std::string due_words(const Pack& pack, const DueDate& due);

/// A test on the way to a line as a sentence: "The cover includes the incident: 2022-02-01 to
/// 2024-01-31 includes 2023-08-01." Where it is the one that decided against the line, it says so.
std::string step_words(const Step& step, const Line& line);

}  // namespace haven::scheme
