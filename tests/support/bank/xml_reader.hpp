#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace haven::bank {

/// What an element ends with: its path below the document ("GrpHdr/MsgId"), its text with runs of
/// white space as one space, and its attribute Ccy.
struct XmlEnd {
  const std::string& path;
  std::string text;
  std::string currency;
  bool is_leaf = true;
  int line = 0;
};

/// Why a file is not read on.
struct XmlFault {
  int line = 0;
  std::string words;
};

/// Reads a file of one message with libxml2's reader; `visit` may end the reading with a fault.
/// Refused: another message, another namespace inside, a document type, and what the schema
/// forbids if a file of it is given.
std::optional<XmlFault> read_message(
    const std::filesystem::path& file, const std::string& message,
    const std::filesystem::path& schema,
    const std::function<std::optional<XmlFault>(const XmlEnd&)>& visit);

}  // namespace haven::bank
