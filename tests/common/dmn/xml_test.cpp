#include "common/dmn/xml.hpp"

#include <gtest/gtest.h>

namespace haven::dmn {
namespace {

std::string refusal_of(std::string_view xml, const XmlBounds& bounds = {}) {
  const auto read = read_xml(xml, bounds);
  return read ? "" : read.error().detail;
}

std::string nested(std::size_t depth) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += "<a>";
  for (std::size_t i = 0; i < depth; ++i) text += "</a>";
  return text;
}

TEST(ReadXml, GivesNamesAttributesTextAndLines) {
  const auto root = read_xml("<m:a xmlns:m='urn:m' b='1'>\n  <c>x</c>\n  <c>y&lt;z</c></m:a>");
  ASSERT_TRUE(root);
  EXPECT_EQ(root->name, "a");
  EXPECT_EQ(root->space, "urn:m");
  EXPECT_EQ(root->attribute("b"), "1");
  EXPECT_FALSE(root->has("c"));
  ASSERT_EQ(root->children.size(), 2U);
  EXPECT_EQ(root->children[1].text, "y<z");
  EXPECT_EQ(root->children[1].line, 3);
}

TEST(ReadXml, KeepsTheFiveCharactersOfXmlInAttributes) {
  const auto root = read_xml("<a b='&lt;&amp;&gt;&quot;&apos; &amp;lt; &#38;'/>");
  ASSERT_TRUE(root);
  EXPECT_EQ(root->attribute("b"), "<&>\"' &lt; &");
}

TEST(ReadXml, KeepsTextOfCharacterData) {
  const auto root = read_xml("<a>x <![CDATA[< 5 & more]]> y</a>");
  ASSERT_TRUE(root);
  EXPECT_EQ(root->text, "x < 5 & more y");
}

TEST(ReadXml, DropsVendorsAttributesAndKeepsThoseOfXmlSchema) {
  const auto root = read_xml(
      "<a xmlns:v='urn:v' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
      "v:typeRef='bad' xsi:nil='true'/>");
  ASSERT_TRUE(root);
  EXPECT_FALSE(root->has("typeRef"));
  EXPECT_EQ(root->attribute("nil"), "true");
}

TEST(ReadXml, RefusesADocumentType) {
  EXPECT_EQ(refusal_of("<!DOCTYPE a>\n<a/>"),
            "line 1: a document type (<!DOCTYPE>) is not accepted");
}

TEST(ReadXml, RefusesAnEntityBombBeforeItGoesOff) {
  const std::string bomb =
      "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;'>"
      "<!ENTITY z '&y;&y;&y;&y;&y;&y;&y;&y;&y;&y;'>]><a>&z;</a>";
  EXPECT_NE(refusal_of(bomb).find("document type"), std::string::npos);
}

TEST(ReadXml, ReadsNoFileForAnExternalEntity) {
  const std::string thief = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>";
  EXPECT_NE(refusal_of(thief).find("document type"), std::string::npos);
}

TEST(ReadXml, RefusesAnUnknownEntity) {
  EXPECT_NE(refusal_of("<a>&nothing;</a>"), "");
}

TEST(ReadXml, BoundsTheDepth) {
  EXPECT_EQ(refusal_of(nested(100)), "");
  EXPECT_EQ(refusal_of(nested(101)), "line 1: elements are nested too deep");
  EXPECT_NE(refusal_of(nested(100'000)), "");
}

TEST(ReadXml, BoundsTheNumberOfElements) {
  EXPECT_EQ(refusal_of("<a><b/><b/></a>", {.elements = 3}), "");
  EXPECT_EQ(refusal_of("<a><b/><b/></a>", {.elements = 2}), "line 1: there are too many elements");
}

TEST(ReadXml, BoundsAttributes) {
  const auto with = [](std::size_t size) { return "<a b='" + std::string(size, 'x') + "'/>"; };
  EXPECT_EQ(refusal_of(with(64 * 1024)), "");
  EXPECT_EQ(refusal_of(with(64 * 1024 + 1)), "line 1: attribute b is too long");
}

TEST(ReadXml, BoundsTheWhole) {
  EXPECT_EQ(refusal_of("<abc/>", {.bytes = 6}), "");
  EXPECT_EQ(refusal_of("<abc/>", {.bytes = 5}), "line 1: the document is longer than 5 bytes");
}

TEST(ReadXml, RefusesWhatIsCutOffAnywhere) {
  const std::string whole = "<a b='1'><c>text</c><!-- said --><d/></a>";
  ASSERT_EQ(refusal_of(whole), "");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(refusal_of(whole.substr(0, size)), "") << size;
  }
}

TEST(ReadXml, TakesTextAsUtf8WhateverEncodingIsDeclared) {
  const auto read = read_xml("<?xml version='1.0' encoding='ISO-2022-CN-EXT'?><a>\xC3\xA9</a>");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->text, "\xC3\xA9");
  EXPECT_NE(refusal_of("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>"), "");
}

TEST(ReadXml, SaysNothingOnStandardError) {
  testing::internal::CaptureStderr();
  for (const char* broken : {"<a", "<?xml version='1.0' encoding='UTF-16'?><a/>", "<a>\xFF\xFE</a>",
                             "\xFE\xFF<a/>", "<a>&#x0;</a>"}) {
    (void)refusal_of(broken);
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace haven::dmn
