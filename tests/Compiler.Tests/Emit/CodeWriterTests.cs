using NormGen.Generator.Emit;
using Xunit;

namespace NormGen.Compiler.Tests.Emit;

public sealed class CodeWriterTests
{
    [Fact]
    public void Blocks_are_indented_and_empty_lines_are_empty()
    {
        var writer = new CodeWriter();
        using (writer.Braces("class C"))
        {
            writer.Line("int x;");
            writer.Line();
            using (writer.Braces("void M()"))
            {
                writer.Lines("x = 1;", "x = 2;");
            }
        }

        Assert.Equal("class C\n{\n    int x;\n\n    void M()\n    {\n        x = 1;\n        x = 2;\n    }\n}\n", writer.ToString());
    }

    [Fact]
    public void Nothing_written_is_nothing() => Assert.Equal("", new CodeWriter().ToString());
}
