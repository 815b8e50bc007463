using System;
using System.Linq;
using System.Reflection;
using NormGen.Compiler.Tests.Support;
using Xunit;

namespace NormGen.Compiler.Tests.House;

/// <summary>A new value of an axis is one new file and two lines: here they are, and the generator is compiled with them.</summary>
public sealed class NewAxisValueTests
{
    private const string Layout =
        """
        namespace NormGen.Generator.Layouts;
        internal static class Nhcw
        {
            public static readonly LayoutDefinition Definition = new(Axis.Batch, Axis.Height, Axis.Channel, Axis.Width);
        }
        """;

    private const string Epilogue =
        """
        using System;
        using NormGen.Generator.Ir;
        namespace NormGen.Generator.Epilogues;
        internal sealed class Square : Epilogue
        {
            public override string Name => "Square";
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
        var generator = GeneratorWith(Layout, "Layout.Enum.cs", "NHWC,", "/// <summary>New.</summary>\nNHCW,", "Layout.NHWC => Nhwc.Definition,", "Layout.NHCW => Nhcw.Definition,");
        var definition = Call(generator, "NormGen.Generator.Catalogue", "Of", Value(generator, "NormGen.Layout", "NHCW"));

        Assert.Equal("NHCW", definition.GetType().GetProperty("Letters")!.GetValue(definition));
        Assert.Equal(9, definition.GetType().GetMethod("InnerSize")!.Invoke(definition, [new[] { 7, 9 }]));
    }

    [Fact]
    public void An_activation()
    {
        var generator = GeneratorWith(Epilogue, "Activation.Enum.cs", "Relu,", "/// <summary>New.</summary>\nSquare,", "Activation.Relu => new Relu(),", "Activation.Square => new Square(),");
        var kernel = Activator.CreateInstance(
            generator.GetType("NormGen.Generator.Spec.KernelSpec")!,
            Value(generator, "NormGen.Generator.Spec.NormalizationKind", "Batch"),
            Value(generator, "NormGen.Generator.Spec.ElementType", "Float32"),
            5,
            1,
            Value(generator, "NormGen.Activation", "Square"))!;
        var text = (string)Call(generator, "NormGen.Generator.KernelCompiler", "Compile", kernel, "Made.Up");

        Assert.Contains("class BatchNorm5ChannelsLastSquare", text);
        Assert.Empty(InMemory.Compile(text).GetDiagnostics(TestContext.Current.CancellationToken));
    }

    /// <summary>The compiler's own sources, which need no Roslyn, with a file more, a line in an enum and a line in the catalogue.</summary>
    private static Assembly GeneratorWith(string file, string enumFile, string enumAfter, string enumLine, string armAfter, string arm)
    {
        var compiler = Repository.GeneratorSources.Where(source => source.Folder != "Frontend" && source.Path != "NormGenerator.cs");
        var sources = compiler.Concat(Repository.Enums).Select(source => source.Path switch
        {
            "Catalogue.cs" => WithLine(source.Text, armAfter, arm),
            var path when path == enumFile => WithLine(source.Text, enumAfter, enumLine),
            _ => source.Text,
        });
        return InMemory.Load(InMemory.CompileGenerator([IndexOfTheIr, .. sources, file]));
    }

    private static string WithLine(string text, string after, string line)
    {
        Assert.Contains(after, text);
        return text.Replace(after, after + "\n" + line, StringComparison.Ordinal);
    }

    private static object Value(Assembly assembly, string type, string name) => Enum.Parse(assembly.GetType(type)!, name);

    private static object Call(Assembly assembly, string type, string method, params object[] arguments) => assembly.GetType(type)!
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Single(m => m.Name == method && m.GetParameters().Select(p => p.ParameterType).SequenceEqual(arguments.Select(a => a.GetType())))
        .Invoke(null, arguments)!;
}
