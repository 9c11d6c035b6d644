#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/result.hpp"
#include "common/iso20022/stream.hpp"
#include "common/iso20022/xml_events.hpp"

namespace haven::iso20022 {

/// Walks a file from the top down. The first refusal ends the walk: from then on there are no more
/// children and every text is empty, so readers need not look after each step; they look at
/// `outcome` when they are done. Elements of other namespaces are passed by.
class XmlCursor {
 public:
  XmlCursor(Source source, const Bounds& bounds) : events_(std::move(source), bounds) {}

  /// Calls `visit` at each child of the element that the cursor is in (before anything is read: at
  /// the outermost element). What `visit` leaves unread is passed by.
  template <class Visit>
  void children(Visit&& visit);

  /// The text of the element that the cursor is in, without white space around it; passes its end.
  std::string text();
  /// The text of the element or, where banks put it one level down (<Cd>, <Prtry>, <Dt>), of its
  /// child; `name_of_child` receives the child's name.
  std::string text_or_choice(std::string* name_of_child = nullptr);

  /// Of the element that was begun last: its name, its attribute Ccy.
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& currency() const { return currency_; }
  [[nodiscard]] int line() const { return line_; }
  [[nodiscard]] const std::string& space() const { return events_.space(); }

  /// Refuses the file; only the first refusal counts. A sentence never quotes the file, whose texts
  /// are personal data.
  void refuse(std::string_view sentence) { refuse_at(line_, sentence); }
  void refuse_at(int line, std::string_view sentence);
  /// Refuses with somebody else's error, adding the line and the path.
  void refuse_at(int line, const Error& error);
  [[nodiscard]] bool has_stopped() const { return refusal_.has_value(); }
  [[nodiscard]] Result<void> outcome() const;

 private:
  bool advance();
  bool step(std::size_t depth);
  void pass_end(std::size_t depth);

  XmlEvents events_;
  std::size_t depth_ = 0;
  std::string path_;               // of the element that began or ended last: "/Document/..."
  std::vector<std::size_t> ends_;  // where the name of each element of path_ ends
  std::string name_;
  std::string currency_;
  std::string last_text_;
  int line_ = 0;
  bool foreign_ = false;
  std::optional<Error> refusal_;
};

template <class Visit>
void XmlCursor::children(Visit&& visit) {
  const std::size_t depth = depth_;
  while (step(depth)) {
    visit();
    pass_end(depth);
  }
}

}  // namespace haven::iso20022
