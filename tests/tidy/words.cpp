#include "tests/tidy/words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>

namespace haven::tidy {
namespace {

std::string lower(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool is_in_layer(const File& file, std::string_view layer) {
  const auto parts = parts_of(file.path);
  return parts.size() > 3 && parts[0] == "services" && parts[2] == layer;
}

// A sentence may well begin with "with" or "select"; what follows tells SQL from English.
bool reads_as_sql(const std::string& literal) {
  static const std::regex sql{
      R"(^\s*(select\s|insert\s+into\s|delete\s+from\s|update\s+[\w.]+(\s+(as\s+)?\w+)?\s+set\s)"
      R"(|with\s+(recursive\s+)?\w+\s*(\([^)]*\)\s*)?as\s|copy\s+[\w.]+\s*(\([^)]*\)\s*)?(from|to)\s)"
      R"(|(create|alter|drop|truncate|lock)\s+(table|schema|index|role|function|database)\s))"};
  static constexpr std::string_view first_letters = "siduwcatl \\\n";
  const std::string head = lower(literal.substr(0, 400));
  if (head.empty() || first_letters.find(head[0]) == std::string_view::npos) return false;
  return std::regex_search(head, sql);
}

// A finding for each time that one of `words` stands in code, unless the path is the keeper's.
void refuse_words(const File& file, std::initializer_list<std::string_view> words,
                  std::string_view why, Findings& findings) {
  for (const std::string_view word : words) {
    const std::string_view code = file.source.code;
    for (auto at = find_word(code, word); at != code.npos; at = find_word(code, word, at + 1)) {
      findings.push_back(finding(file, at, why));
    }
  }
}

bool handles_money(const File& file) {
  return is_in_layer(file, "domain") || is_in_layer(file, "store") ||
         file.is_below("common/scheme") || file.path.starts_with("common/core/money.");
}

bool begins_a_process(const File& file) {
  return file.is_below("common/service") || file.is_below("services/haven") ||
         file.is_below("common/log") || file.is_below("tests");
}

// `haven::system_clock()` is a function of ours; `std::chrono::system_clock` is the thing itself.
bool is_ours(std::string_view code, std::size_t at) {
  static constexpr std::string_view chrono = "chrono::";
  const bool qualified =
      at >= chrono.size() && code.substr(at - chrono.size(), chrono.size()) == chrono;
  return !qualified && code.substr(at, 14) == "system_clock()";
}

bool reads_the_time(std::string_view code, std::size_t at) {
  const std::string_view call = code.substr(at, 13);
  return call.starts_with("time(nullptr)") || call.starts_with("time(NULL)") ||
         call.starts_with("time(0)");
}

void judge_clock(const File& file, Findings& findings) {
  static constexpr std::string_view why = "the time is handed in; only common/core reads a clock";
  const std::string_view code = file.source.code;
  for (auto at = find_word(code, "system_clock"); at != code.npos;
       at = find_word(code, "system_clock", at + 1)) {
    if (is_ours(code, at) && begins_a_process(file)) continue;
    findings.push_back(finding(file, at, why));
  }
  for (auto at = find_word(code, "time"); at != code.npos; at = find_word(code, "time", at + 1)) {
    if (reads_the_time(code, at)) findings.push_back(finding(file, at, why));
  }
  refuse_words(file, {"gettimeofday", "clock_gettime", "utc_clock", "localtime", "gmtime"}, why,
               findings);
}

// The words are built from halves, so that this file does not refuse itself.
void judge_unfinished(const File& file, std::string_view text, std::size_t base,
                      std::initializer_list<std::string_view> marks, Findings& findings) {
  for (const std::string_view mark : marks) {
    for (auto at = find_word(text, mark); at != text.npos; at = find_word(text, mark, at + 1)) {
      findings.push_back(finding(file, base + at, "is not finished: " + std::string{mark}));
    }
  }
}

bool continues_a_path(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const unsigned char before = static_cast<unsigned char>(text[at - 1]);
  return std::isalnum(before) != 0 || std::string_view{"_.-}>)*/"}.find(text[at - 1]) != text.npos;
}

}  // namespace

Findings sql_outside_stores(const Tree& tree) {
  Findings findings;
  for (const File& file : tree) {
    if (is_in_layer(file, "store") || file.is_below("common/db") ||
        file.is_below("common/messaging") || file.is_below("tests")) {
      continue;
    }
    for (const Piece& literal : file.source.literals) {
      if (!reads_as_sql(literal.text)) continue;
      findings.push_back(finding(file, literal.offset, "SQL is written in stores"));
    }
  }
  return findings;
}

Findings coroutines_outside_server(const Tree& tree) {
  Findings findings;
  for (const File& file : tree) {
    if (file.path == "common/http/server.cpp") continue;
    refuse_words(file, {"co_await", "co_return", "co_yield"},
                 "coroutines live in common/http/server.cpp", findings);
  }
  return findings;
}

Findings clocks_outside_core(const Tree& tree) {
  Findings findings;
  for (const File& file : tree) {
    if (!file.is_below("common/core")) judge_clock(file, findings);
  }
  return findings;
}

Findings floats_near_money(const Tree& tree) {
  Findings findings;
  for (const File& file : tree) {
    if (!handles_money(file)) continue;
    refuse_words(file, {"float", "double"}, "money and rules are counted in whole units", findings);
  }
  return findings;
}

Findings careless_headers(const Tree& tree) {
  Findings findings;
  for (const File& file : tree) {
    if (!file.ends_with(".hpp")) continue;
    if (file.source.code.find("#pragma once") == std::string::npos) {
      findings.push_back(finding(file, 0, "a header begins with #pragma once"));
    }
    const auto at = file.source.code.find("using namespace ");
    if (at != std::string::npos) {
      findings.push_back(finding(file, at, "a header opens no namespace for those who include it"));
    }
  }
  return findings;
}

Findings unfinished_work(const Tree& tree) {
  Findings findings;
  for (const File& file : tree) {
    judge_unfinished(file, file.text, 0,
                     {"FIX"
                      "ME",
                      "TO"
                      "DO"},
                     findings);
    for (const Piece& comment : file.source.comments) {  // in code, three X are "no currency"
      judge_unfinished(file, comment.text, comment.offset,
                       {"X"
                        "XX"},
                       findings);
    }
  }
  return findings;
}

Findings traces_of_a_machine(const Tree& tree) {
  static const std::array<std::string, 6> traces{
      "/ho"
      "me/",
      "/wo"
      "rk/",
      "/ro"
      "ot/",
      "/Us"
      "ers/",
      "registry"
      ".npmjs",
      "deb.debian"
      ".org"};
  Findings findings;
  for (const File& file : tree) {
    for (const std::string& trace : traces) {
      for (auto at = file.text.find(trace); at != std::string::npos;
           at = file.text.find(trace, at + 1)) {
        if (trace[0] == '/' && continues_a_path(file.text, at)) continue;
        findings.push_back(finding(file, at, "names a place of one machine: " + trace));
      }
    }
  }
  return findings;
}

}  // namespace haven::tidy
