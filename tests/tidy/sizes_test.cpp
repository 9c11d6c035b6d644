#include "tests/tidy/sizes.hpp"

#include <gtest/gtest.h>

namespace haven::tidy {
namespace {

std::vector<std::string> found_in(const char* text) {
  std::vector<std::string> found;
  for (const Function& function : functions_of(file_of("a.cpp", text))) {
    found.push_back(function.name + " " + std::to_string(function.line) + "+" +
                    std::to_string(function.lines));
  }
  return found;
}

using Names = std::vector<std::string>;

TEST(Functions, AreFoundInNamespacesAndClasses) {
  EXPECT_EQ(found_in("namespace a {\n"
                     "int f() { return 1; }\n"
                     "class B : public C {\n"
                     " public:\n"
                     "  int g() const {\n"
                     "    if (x) { y(); }\n"
                     "  }\n"
                     "  int h();\n"
                     "};\n"
                     "}\n"),
            (Names{"f 2+1", "g 5+3"}));
}

TEST(Functions, IncludeConstructorsWithLists) {
  EXPECT_EQ(found_in("Pool::Pool(int a)\n    : a_{a}, b_(2) {\n  go();\n}\nint z() {}\n"),
            (Names{"Pool::Pool 1+4", "z 5+1"}));
}

TEST(Functions, AreNotInitializersTypesOrArguments) {
  EXPECT_EQ(found_in("const std::map<int, int> m{{1, 2}, {3, 4}};\n"
                     "struct S { int a = 1; std::string b{\"x\"}; };\n"
                     "enum class E { a, b };\n"
                     "void f(Options o = {});\n"
                     "int table[] = {1, 2};\n"),
            Names{});
}

TEST(Functions, KeepTheirLambdasAndMacros) {
  EXPECT_EQ(
      found_in("#define X(a) \\\n  { a }\n"
               "auto f(int x) -> int {\n  auto g = [&](int y) { return y; };\n  return g(x);\n}\n"
               "TEST(Thing, Works) {\n}\n"),
      (Names{"f 3+4", "TEST(Thing, Works) 7+2"}));
}

TEST(SizeReport, NamesWhatIsLong) {
  std::string text = "void long_one() {\n";
  for (int i = 0; i < 260; ++i) text += "  step();\n";
  text += "}\n// " + std::string(120, 'x') + "\n";
  const std::string report = size_report({file_of("services/claims/app/a.cpp", text)});
  EXPECT_NE(report.find("long_one has 262 lines"), std::string::npos) << report;
  EXPECT_NE(report.find("a.cpp: 263 lines"), std::string::npos) << report;
  EXPECT_NE(report.find("a.cpp:263: 123 columns"), std::string::npos) << report;
}

TEST(SizeReport, LeavesShortFilesOut) {
  const std::string report = size_report({file_of("common/core/a.cpp", "int f() {\n}\n")});
  EXPECT_EQ(report.find("longer than"), std::string::npos) << report;
  EXPECT_NE(report.find("common/core"), std::string::npos) << report;
}

}  // namespace
}  // namespace haven::tidy
