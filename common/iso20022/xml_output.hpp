#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "common/iso20022/stream.hpp"

namespace haven::iso20022 {

/// Writes XML piece by piece: what is complete goes to the sink, whatever the file's size. Names
/// are literals: they must live as long as the output.
class XmlOutput {
 public:
  explicit XmlOutput(Sink sink);

  void begin(std::string_view name);
  void end();
  /// <name>text</name>, with the text's special characters written as XML wants them.
  void leaf(std::string_view name, std::string_view text);
  /// The same with the attribute Ccy.
  void amount(std::string_view name, std::string_view text, std::string_view currency);
  /// Hands everything to the sink; all elements are closed.
  void finish();

 private:
  void start_line();
  void append_text(std::string_view text);
  void hand_over();

  Sink sink_;
  std::string buffer_;
  std::vector<std::string_view> open_;
};

}  // namespace haven::iso20022
