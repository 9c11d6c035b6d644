#include <unicode/bytestream.h>
#include <unicode/casemap.h>

#include <algorithm>
#include <cstring>

#include "common/feel/arguments.hpp"

/// Functions on texts. Positions count code points; texts are UTF-8.
namespace haven::feel {
namespace {

bool begins_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

std::int64_t length_of(std::string_view text) {
  return std::count_if(text.begin(), text.end(), begins_code_point);
}

/// Where the code point of that index begins; the end when there are not so many.
std::size_t byte_of(std::string_view text, std::int64_t index) {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (begins_code_point(text[at]) && index-- == 0) return at;
  return text.size();
}

/// In time that grows with the sum of both lengths, unlike string_view::find.
std::size_t find(std::string_view text, std::string_view part) {
  if (part.empty()) return 0;
  const void* found = memmem(text.data(), text.size(), part.data(), part.size());
  if (!found) return text.npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

Value string_length(Evaluation& evaluation, Arguments arguments) {
  const auto text = text_at(evaluation, arguments, 0);
  return text ? Value::of(length_of(*text)) : evaluation.null_because(wrong_kind);
}

Value substring(Evaluation& evaluation, Arguments arguments) {
  const auto text = text_at(evaluation, arguments, 0);
  const auto start = integer_at(arguments, 1);
  if (!text || !start) return evaluation.null_because(wrong_kind);
  const std::int64_t length = length_of(*text);
  const auto index = index_of(*start, static_cast<std::size_t>(length));
  if (!index) return evaluation.null_because("the text has no such position");
  const std::string_view rest = text->substr(byte_of(*text, static_cast<std::int64_t>(*index)));
  if (arguments.size() < 3 || arguments[2].is_null()) return Value::text(rest);
  const auto wanted = integer_at(arguments, 2);
  if (!wanted) return evaluation.null_because(wrong_kind);
  if (*wanted < 1 || *wanted > length_of(rest))
    return evaluation.null_because("the text has not so many characters from there on");
  return Value::text(rest.substr(0, byte_of(rest, *wanted)));
}

using CaseMapping = void (*)(const char*, std::uint32_t, icu::StringPiece, icu::ByteSink&,
                             icu::Edits*, UErrorCode&);

/// By the rules of Unicode that belong to no language.
template <CaseMapping mapping>
Value with_case(Evaluation& evaluation, Arguments arguments) {
  const auto text = text_at(evaluation, arguments, 0);
  if (!text) return evaluation.null_because(wrong_kind);
  std::string mapped;
  icu::StringByteSink<std::string> sink(&mapped);
  UErrorCode status = U_ZERO_ERROR;
  mapping("", 0, icu::StringPiece(text->data(), static_cast<std::int32_t>(text->size())), sink,
          nullptr, status);
  if (U_FAILURE(status)) return evaluation.null_because("the text is no UTF-8");
  return Value::text(evaluation.arena.copy(mapped));
}

struct TwoTexts {
  std::string_view text, part;
};

std::optional<TwoTexts> two_texts(Evaluation& evaluation, Arguments arguments) {
  const auto text = text_at(evaluation, arguments, 0), part = text_at(evaluation, arguments, 1);
  return text && part ? std::optional(TwoTexts{*text, *part}) : std::nullopt;
}

Value substring_before(Evaluation& evaluation, Arguments arguments) {
  const auto texts = two_texts(evaluation, arguments);
  if (!texts) return evaluation.null_because(wrong_kind);
  const std::size_t at = find(texts->text, texts->part);
  return Value::text(at == texts->text.npos ? std::string_view{} : texts->text.substr(0, at));
}

Value substring_after(Evaluation& evaluation, Arguments arguments) {
  const auto texts = two_texts(evaluation, arguments);
  if (!texts) return evaluation.null_because(wrong_kind);
  const std::size_t at = find(texts->text, texts->part);
  if (at == texts->text.npos) return Value::text({});
  return Value::text(texts->text.substr(at + texts->part.size()));
}

Value contains(Evaluation& evaluation, Arguments arguments) {
  const auto texts = two_texts(evaluation, arguments);
  if (!texts) return evaluation.null_because(wrong_kind);
  return Value::of(find(texts->text, texts->part) != texts->text.npos);
}

Value starts_with(Evaluation& evaluation, Arguments arguments) {
  const auto texts = two_texts(evaluation, arguments);
  if (!texts) return evaluation.null_because(wrong_kind);
  return Value::of(texts->text.starts_with(texts->part));
}

Value ends_with(Evaluation& evaluation, Arguments arguments) {
  const auto texts = two_texts(evaluation, arguments);
  if (!texts) return evaluation.null_because(wrong_kind);
  return Value::of(texts->text.ends_with(texts->part));
}

/// How long the texts are together; nothing when an item is neither text nor null.
std::optional<std::size_t> joined_size(Evaluation& evaluation, Items items,
                                       std::string_view delimiter) {
  std::size_t size = 0;
  for (const Value& item : items) {
    evaluation.step();
    if (item.is_null()) continue;
    if (item.kind() != Kind::text) return std::nullopt;
    size += item.text().size() + delimiter.size();
  }
  return size;
}

Value string_join(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  const bool delimited = arguments.size() > 1 && !arguments[1].is_null();
  const auto delimiter = delimited ? text_at(evaluation, arguments, 1) : std::string_view{};
  if (!items || !delimiter) return evaluation.null_because(wrong_kind);
  const auto size = joined_size(evaluation, *items, *delimiter);
  if (!size) return evaluation.null_because("an item is no text");
  char* const begin = evaluation.arena.array<char>(*size);
  char* to = begin;
  bool first = true;
  for (const Value& item : *items) {
    if (item.is_null()) continue;
    if (!first) to += delimiter->copy(to, delimiter->size());
    to += item.text().copy(to, item.text().size());
    first = false;
  }
  return Value::text({begin, static_cast<std::size_t>(to - begin)});
}
}  // namespace

std::vector<Builtin> text_builtins() {
  return {
      {"string length", {{{"string"}, 1, string_length}}},
      {"substring", {{{"string", "start position", "length"}, 2, substring}}},
      {"upper case", {{{"string"}, 1, with_case<icu::CaseMap::utf8ToUpper>}}},
      {"lower case", {{{"string"}, 1, with_case<icu::CaseMap::utf8ToLower>}}},
      {"substring before", {{{"string", "match"}, 2, substring_before}}},
      {"substring after", {{{"string", "match"}, 2, substring_after}}},
      {"contains", {{{"string", "match"}, 2, contains}}},
      {"starts with", {{{"string", "match"}, 2, starts_with}}},
      {"ends with", {{{"string", "match"}, 2, ends_with}}},
      {"string join", {{{"list", "delimiter"}, 1, string_join}}},
  };
}

}  // namespace haven::feel
