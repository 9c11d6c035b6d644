#include "services/claims/domain/upload.hpp"

#include <gtest/gtest.h>

namespace haven::claims {
namespace {

using namespace std::string_literals;

const std::string pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n";
const std::string jpeg = "\xFF\xD8\xFF\xE0\0\x10JFIF\0"s + std::string(40, 'x') + "\xFF\xD9";

std::string png(const std::string& width = "\0\0\x01\0"s,
                const std::string& height = "\0\0\x01\0"s) {
  return "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"s + width + height + "\x08\x02\0\0\0CRC4"s +
         std::string(40, 'd') + "\0\0\0\0IEND\xAE\x42\x60\x82"s;
}

FileEnds ends_of(const std::string& content) {
  const std::size_t tail = std::min(content.size(), upload_tail_bytes);
  return {content.size(), content.substr(0, upload_head_bytes),
          content.substr(content.size() - tail)};
}

std::optional<MediaType> type_of(const std::string& content) {
  return media_type_of(ends_of(content));
}

std::string zip_end(std::size_t comment) {
  return "PK\5\6"s + std::string(16, '\0') + static_cast<char>(comment & 0xFF) +
         static_cast<char>(comment >> 8) + std::string(comment, 'c');
}

TEST(Upload, IsWhatItsContentSays) {
  EXPECT_EQ(type_of(pdf), MediaType::pdf);
  EXPECT_EQ(type_of("%PDF-2.0" + pdf.substr(8)), MediaType::pdf);
  EXPECT_EQ(type_of(jpeg), MediaType::jpeg);
  EXPECT_EQ(type_of(png()), MediaType::png);
}

TEST(Upload, OtherMagicIsRefused) {
  for (const std::string& content :
       {""s, "x"s, "GIF89a" + std::string(50, 'x'), "MZ" + std::string(500, '\0'),
        "PK\3\4" + std::string(50, 'x') + zip_end(0),
        "\x7F"
        "ELF" +
            std::string(90, '\0'),
        " " + pdf, "%PDF-3.0" + pdf.substr(8), "<html></html>"s, "RIFF1234WEBP"s}) {
    EXPECT_EQ(type_of(content), std::nullopt) << content.substr(0, 8);
  }
}

TEST(Upload, AFileThatWasCutOffIsRefused) {
  EXPECT_EQ(type_of(pdf.substr(0, pdf.size() - 10)), std::nullopt);
  EXPECT_EQ(type_of(jpeg.substr(0, jpeg.size() - 1)), std::nullopt);
  EXPECT_EQ(type_of(png().substr(0, png().size() - 1)), std::nullopt);
  EXPECT_EQ(type_of("\xFF\xD8\xFF"), std::nullopt);
  EXPECT_EQ(type_of(png().substr(0, 20)), std::nullopt);
}

TEST(Upload, APdfNamesItsTableBeforeItsEnd) {
  EXPECT_EQ(type_of("%PDF-1.4\n%%EOF\n"), std::nullopt);
  EXPECT_EQ(type_of("%PDF-1.4\n%%EOF\nstartxref\n"), std::nullopt);
  EXPECT_EQ(type_of(pdf + std::string(2000, '\n')), std::nullopt);  // end mark too far from the end
}

TEST(Upload, PaddingAfterAJpegIsLetPass) {
  EXPECT_EQ(type_of(jpeg + "\0\0\n"s), MediaType::jpeg);
  EXPECT_EQ(type_of(jpeg + "tail"), std::nullopt);
}

TEST(Upload, APictureHasSidesOfOneToTwentyThousand) {
  const std::string most = "\0\0\x4E\x20"s, more = "\0\0\x4E\x21"s, zero = "\0\0\0\0"s;
  EXPECT_EQ(type_of(png(most, most)), MediaType::png);
  EXPECT_EQ(type_of(png(more, most)), std::nullopt);
  EXPECT_EQ(type_of(png(most, more)), std::nullopt);
  EXPECT_EQ(type_of(png(zero, most)), std::nullopt);
  EXPECT_EQ(type_of(png("\xFF\xFF\xFF\xFF", most)), std::nullopt);
}

TEST(Upload, AZipHiddenBehindIsRefused) {
  for (const std::size_t comment : {0U, 1U, 300U, 65533U}) {
    const std::string hidden = jpeg.substr(0, jpeg.size() - 2) + zip_end(comment + 2);
    EXPECT_EQ(type_of(hidden.substr(0, hidden.size() - 2) + "\xFF\xD9"), std::nullopt) << comment;
  }
  // A ZIP whose comment ends as a PDF does: both readers would open it.
  const std::string comment = "startxref\n9\n%%EOF\n";
  EXPECT_EQ(type_of("%PDF-1.4\nPK\5\6"s + std::string(16, '\0') +
                    static_cast<char>(comment.size()) + '\0' + comment),
            std::nullopt);
}

TEST(Upload, TheFourBytesOfAZipAloneAreChance) {
  EXPECT_EQ(type_of("\xFF\xD8\xFF\xE0"s + "PK\5\6" + std::string(60, 'x') + "\xFF\xD9"),
            MediaType::jpeg);
}

TEST(Upload, AnotherFormatNearTheStartIsRefused) {
  for (const char* hidden : {"<html>", "<HTML>", "<script>", "<?php", "<svg ", "<!DOCTYPE html",
                             "%PDF-1.4", "PK\3\4", "Rar!\x1A"}) {
    const std::string picture = "\xFF\xD8\xFF\xE0"s + hidden + std::string(60, 'x') + "\xFF\xD9";
    EXPECT_EQ(type_of(picture), std::nullopt) << hidden;
  }
  EXPECT_EQ(type_of("%PDF-1.4\n<script>" + pdf.substr(9)), std::nullopt);
}

TEST(Upload, NamesAndExtensionsBelongTogether) {
  EXPECT_EQ(extension_of(name_of(MediaType::pdf)), "pdf");
  EXPECT_EQ(extension_of(name_of(MediaType::jpeg)), "jpg");
  EXPECT_EQ(extension_of(name_of(MediaType::png)), "png");
}

}  // namespace
}  // namespace haven::claims
