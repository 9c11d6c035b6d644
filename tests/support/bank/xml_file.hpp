#pragma once
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/money.hpp"

namespace haven::bank {

/// An ISO 20022 message on its way to a file. Ends, flushed, with `close`.
class XmlFile {
 public:
  XmlFile(const std::filesystem::path& file, const std::string& message);
  void open(std::string_view element);
  void leaf(std::string_view element, std::string_view text);
  void amount(std::string_view element, const Money& amount);
  void close_element();
  void close();

 private:
  std::filesystem::path path_;
  std::ofstream out_;
  std::vector<std::string> elements_;
};

/// An element for as long as the object lives.
class Within {
 public:
  Within(XmlFile& file, std::string_view element) : file_(file) { file_.open(element); }
  ~Within() { file_.close_element(); }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  XmlFile& file_;
};

/// <OUTER><INNER>text</INNER></OUTER>, as the standard likes it.
void nested_leaf(XmlFile& file, std::string_view outer, std::string_view inner,
                 std::string_view text);

/// An amount without sign as the messages write it: no decimals for KRW.
std::string plain_amount(const Money& amount);

}  // namespace haven::bank
