using System;
using System.IO;
using System.Linq;
using NormGen.Tool.Commands;
using NormGen.Tool.Tests.Support;
using Spectre.Console;
using Xunit;

namespace NormGen.Tool.Tests.Verifying;

public sealed class VerifyTests
{
    private const string Layers =
        """
        using NormGen;

        namespace Models;

        [BatchNorm(3, Layout = Layout.NC)] public sealed partial class Stem;

        public static partial class Net
        {
            [LayerNorm(5, Passes = Passes.Inference)] internal sealed partial class Head;
        }

        public abstract class NoLayer;

        """;

    private const string Wrong =
        """
        using System;
        using NormGen;

        [RmsNorm(4)] public partial class Norm;

        // The last value of each output is a tenth off.
        public class Off : Norm
        {
            public override void RunPass(Pass pass, in PassTensors tensors)
            {
                base.RunPass(pass, tensors);
                if (!tensors.Output.IsEmpty)
                {
                    tensors.Output[^1] *= 1.1f;
                }
            }
        }

        public class Broken : Norm
        {
            public Broken() => throw new InvalidOperationException("no licence");
        }

        """;

    private static readonly VerificationOptions Quick = new() { MaxElements = 1 << 12 };

    [Fact]
    public void Layers_are_found_verified_and_listed()
    {
        using var folder = new TemporaryFolder();
        var (code, lines) = Run(folder.Write("Models.dll", CompiledProject.Emit(Layers, "Models")));

        Assert.Equal(0, code);
        Assert.Collection(
            lines.Where(line => line.StartsWith("| Models.", StringComparison.Ordinal)),
            line => Assert.Matches(@"^\| Models\.Net\+Head +\| right +\| \d+ +\| 0\.\d{3} +\|", line),
            line => Assert.Matches(@"^\| Models\.Stem +\| right +\| \d+ +\| 0\.\d{3} +\| \w+: ", line));
        Assert.Contains($"2 layers, 0 failed; instructions: {NormGenRuntime.Tier}.", lines);
    }

    [Fact]
    public void A_wrong_layer_fails_and_does_not_hide_the_others()
    {
        using var folder = new TemporaryFolder();
        var (code, lines) = Run(folder.Write("Wrong.dll", CompiledProject.Emit(Wrong, "Wrong")));

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.StartsWith("| Broken | failed", StringComparison.Ordinal) && line.Contains("cannot be constructed: no licence", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("| Norm   | right", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("| Off    | failed", StringComparison.Ordinal) && line.Contains("expected", StringComparison.Ordinal));
        Assert.Contains($"3 layers, 2 failed; instructions: {NormGenRuntime.Tier}.", lines);
    }

    [Fact]
    public void A_filter_chooses_layers_by_name()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("Models2.dll", CompiledProject.Emit(Layers, "Models2"));

        Assert.Contains(Run(file, "Head").Lines, line => line.StartsWith("1 layer, 0 failed", StringComparison.Ordinal));
        Assert.Equal(
            "'Models2.dll' has no layer whose name holds 'Tail'.",
            Assert.Throws<UserErrorException>(() => Run(file, "Tail")).Message);
    }

    [Fact]
    public void What_has_no_layers_is_an_error()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("has no layer.", Assert.Throws<UserErrorException>(() => Run(folder.Write("Empty.dll", CompiledProject.Emit("class C;", "Empty")))).Message, StringComparison.Ordinal);
        Assert.Contains("is no assembly of .NET", Assert.Throws<UserErrorException>(() => Run(folder.Write("Text.dll", [1, 2, 3]))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no file", Assert.Throws<UserErrorException>(() => Run(new FileInfo("/nowhere/at/all.dll"))).Message, StringComparison.Ordinal);
    }

    private static (int Code, string[] Lines) Run(FileInfo file, string filter = "")
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 1000;
        var code = VerifyCommand.Run(file, filter, Quick, console);
        return (code, [.. writer.ToString().Split('\n').Select(line => line.TrimEnd())]);
    }
}
