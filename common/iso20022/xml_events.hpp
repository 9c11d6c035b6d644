// The only place that knows libxml2. The parser calls back for each piece of a chunk; the pieces
// wait here until they are asked for, so that readers can be written top down. xmlTextReader offers
// the same order of work, but counts lines to 65,535 only and says where the parser is, not the
// element.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/iso20022/stream.hpp"

struct _xmlParserCtxt;

namespace haven::iso20022 {

/// An element begins or ends.
struct XmlEvent {
  bool begins = false;
  bool foreign = false;  // of another namespace than the document's own
  int line = 0;
  std::string name;      // without its prefix; of a beginning
  std::string currency;  // the attribute Ccy; of a beginning
  std::string text;      // of an end: what stands between the last tag and this one
};

/// Why the file cannot be read on.
struct XmlProblem {
  int line = 0;
  std::string sentence;
};

/// The elements of a file, one after another, in memory that does not grow with the file. Document
/// types and entities are refused before anything is expanded; nothing is ever fetched.
class XmlEvents {
 public:
  XmlEvents(Source source, const Bounds& bounds);
  ~XmlEvents();
  XmlEvents(const XmlEvents&) = delete;
  XmlEvents& operator=(const XmlEvents&) = delete;

  /// The next event, good until the next call; nothing at the end of the file and at a problem.
  const XmlEvent* next();
  [[nodiscard]] const std::optional<XmlProblem>& problem() const { return problem_; }
  /// The namespace of the outermost element, once it has begun.
  [[nodiscard]] const std::string& space() const { return space_; }

 private:
  struct Callbacks;
  struct FreeParser {
    void operator()(_xmlParserCtxt* parser) const;
  };

  void feed();
  std::size_t fill();
  std::size_t start_parser(std::string_view chunk);
  void stop(int line, std::string sentence);
  XmlEvent& add(bool begins);
  [[nodiscard]] int line() const;

  Source source_;
  Bounds bounds_;
  std::unique_ptr<_xmlParserCtxt, FreeParser> parser_;
  std::array<char, 16 * 1024> chunk_{};
  std::vector<XmlEvent> events_;  // slots are used again, so that their texts keep their memory
  std::size_t used_ = 0;
  std::size_t taken_ = 0;
  std::string text_;
  std::string space_;
  std::size_t depth_ = 0;
  std::uint64_t bytes_ = 0;
  std::size_t quiet_bytes_ = 0;  // since the parser last called back
  bool ended_ = false;
  std::optional<XmlProblem> problem_;
};

}  // namespace haven::iso20022
