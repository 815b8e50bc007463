using System;
using System.Linq;
using System.Reflection;
using NormGen.Compiler.Tests.Support;
using Xunit;

namespace NormGen.Compiler.Tests.House;

/// <summary>A new value of an axis is one new file and two lines: here they are, and the compiler is compiled with them.</summary>
public sealed class NewAxisValueTests
{
    private const string LayoutFile =
        """
        namespace NormGen.Generator.Layouts;
        internal static class MadeUp
        {
            public static readonly LayoutDefinition Definition = new(Axis.Batch, Axis.Height, Axis.Channel, Axis.Width);
        }
        """;

    private const string EpilogueFile =
        """
        using System;
        using NormGen.Generator.Ir;
        namespace NormGen.Generator.Epilogues;
        internal sealed class MadeUp : Epilogue
        {
            public override string Name => "MadeUp";
            public override bool NeedsPreActivation => true;
            public override Value Value(IrBuilder b, Value x) => x * x;
            public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation)
            {
                var x = preActivation();
                return outputGradient * (x + x);
            }
        }
        """;

    // The framework that runs the tests has an Index of its own, which the generator's framework lacks.
    private const string IndexOfTheIr = "global using Index = NormGen.Generator.Ir.Index;";

    [Fact]
    public void A_layout()
    {
        var compiler = CompilerWith(
            LayoutFile, "Layout.Enum.cs", "    NHWC,", "    Layout.NHWC => Nhwc.Definition,", "Layout.MadeUp => MadeUp.Definition,");
        var definition = Call(compiler, "NormGen.Generator.Catalogue", "Of", Member(compiler, "NormGen.Layout", "MadeUp"));

        Assert.Equal("NHCW", definition.GetType().GetProperty("Letters")!.GetValue(definition));
        Assert.Equal(9, definition.GetType().GetMethod("InnerSize")!.Invoke(definition, [new[] { 7, 9 }]));
    }

    [Fact]
    public void An_activation()
    {
        var compiler = CompilerWith(
            EpilogueFile, "Activation.Enum.cs", "    Relu,", "    Activation.Relu => new Relu(),", "Activation.MadeUp => new MadeUp(),");
        var kernel = Activator.CreateInstance(
            compiler.GetType("NormGen.Generator.Spec.KernelSpec")!,
            Member(compiler, "NormGen.Generator.Spec.NormalizationKind", "Batch"),
            Member(compiler, "NormGen.Generator.Spec.ElementType", "Float32"),
            5,
            49,
            Member(compiler, "NormGen.Activation", "MadeUp"),
            false,
            Member(compiler, "NormGen.Passes", "All"))!;
        var text = (string)Call(compiler, "NormGen.Generator.KernelCompiler", "Compile", kernel, "Models");

        Assert.Contains("class BatchNorm5Planes49MadeUp", text);
        Assert.Empty(InMemory.Compile(text).GetDiagnostics(TestContext.Current.CancellationToken));
    }

    /// <summary>The compiler's own sources, which need no Roslyn, with one more file, an enum member and a line in the catalogue.</summary>
    private static Assembly CompilerWith(string file, string enumFile, string lastMember, string lastArm, string arm)
    {
        var compiler = Repository.GeneratorSources.Where(source => source.Folder != "Frontend" && source.Path != "NormGenerator.cs");
        var sources = compiler.Concat(Repository.Enums).Select(source => source.Path switch
        {
            "Catalogue.cs" => WithLine(source.Text, lastArm, arm),
            var path when path == enumFile => WithLine(source.Text, lastMember, "/// <summary>Made up.</summary>\nMadeUp,"),
            _ => source.Text,
        });
        return InMemory.Load(InMemory.CompileGenerator([IndexOfTheIr, .. sources, file]));
    }

    private static string WithLine(string text, string after, string line)
    {
        Assert.Contains(after, text);
        return text.Replace(after, after + "\n" + line, StringComparison.Ordinal);
    }

    private static object Member(Assembly assembly, string type, string name) => Enum.Parse(assembly.GetType(type)!, name);

    private static object Call(Assembly assembly, string type, string method, params object[] arguments)
    {
        Type[] types = [.. arguments.Select(argument => argument.GetType())];
        return assembly.GetType(type)!.GetMethod(method, types)!.Invoke(null, arguments)!;
    }
}
