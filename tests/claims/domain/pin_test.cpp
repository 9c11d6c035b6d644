#include "services/claims/domain/pin.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace haven::claims {
namespace {

TEST(Pin, IsTwelveLettersAndDigitsThatCannotBeMisread) {
  const std::regex form{"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"};
  for (const std::string& random : {std::string(8, '\0'), std::string(8, '\xFF'),
                                    std::string{"\x12\x9A\x00\x01\xFE\x33\x77\xC4", 8}}) {
    EXPECT_TRUE(std::regex_match(pin_of(random), form)) << pin_of(random);
  }
}

TEST(Pin, EveryBitOfTheLastSixtyCounts) {
  const std::string zero(8, '\0');
  for (int bit = 0; bit < 60; ++bit) {
    std::string random = zero;
    random[static_cast<std::size_t>(7 - bit / 8)] = static_cast<char>(1 << (bit % 8));
    EXPECT_NE(pin_of(random), pin_of(zero)) << bit;
  }
}

TEST(Pin, IsReadAsPeopleTypeIt) {
  EXPECT_EQ(tidied_pin("k7qf-m2xr-9tpa"), "K7QF-M2XR-9TPA");
  EXPECT_EQ(tidied_pin("K7QFM2XR9TPA"), "K7QF-M2XR-9TPA");
  EXPECT_EQ(tidied_pin(" K7QF M2XR 9TPA "), "K7QF-M2XR-9TPA");
  EXPECT_EQ(tidied_pin("OoIiLlK7QF99"), "0011-11K7-QF99");
}

TEST(Pin, ATidiedPinStaysAsItIs) {
  const std::string pin = pin_of("\x12\x9A\x55\x01\xFE\x33\x77\xC4");
  EXPECT_EQ(tidied_pin(pin), pin);
}

TEST(Pin, OtherTextBecomesNoPin) {
  EXPECT_EQ(tidied_pin(""), "");
  EXPECT_EQ(tidied_pin("K7QF"), "K7QF");
  EXPECT_NE(tidied_pin("K7QF-M2XR-9TPA-9"), "K7QF-M2XR-9TPA");
}

}  // namespace
}  // namespace haven::claims
