extern alias generator;

using System.Diagnostics;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NormGen.Bench.Compiling;

namespace NormGen.Bench.Size;

/// <summary>How long the generator takes over a project of many layers, each with a kernel of its own, in milliseconds.</summary>
/// <param name="Cold">The first run in this process, with the generator's code still to be compiled.</param>
/// <param name="Warm">A first run once more.</param>
/// <param name="LayerEdit">After an edit of one layer.</param>
/// <param name="Keystroke">After an edit of a file without layers.</param>
/// <param name="Bytes">The text that it generates.</param>
internal sealed record GeneratorTimes(double Cold, double Warm, double LayerEdit, double Keystroke, long Bytes)
{
    private static readonly string[] Shapes =
    [
        "BatchNorm({0}, Layout = Layout.NCHW, Height = 14, Width = 14)",
        "BatchNorm({0}, Layout = Layout.NHWC, Height = 14, Width = 14)",
        "GroupNorm(4, {0}, Layout = Layout.NCHW, Height = 28, Width = 28)",
        "InstanceNorm({0}, Layout = Layout.NHWC, Height = 7, Width = 7)",
        "LayerNorm({0})",
    ];

    /// <summary>Measures a project of that many layers.</summary>
    public static GeneratorTimes Measure(int layers)
    {
        var files = Enumerable.Range(0, layers).Select(index => Layer(index, "")).Append("class Other;").ToArray();
        var project = InMemoryProject.Compile("Project", files);
        var (cold, _) = Run(Driver(), project);
        var (warm, driver) = Run(Driver(), project);
        var generated = driver.GetRunResult().Results.Single().GeneratedSources;
        var bytes = generated.Sum(file => (long)Encoding.UTF8.GetByteCount($"{file.SourceText}"));

        var edited = Replace(project, 0, Layer(0, ", Epsilon = 0.5"));
        var (layerEdit, next) = Run(driver, Replace(edited, 1, Layer(layers, "")));
        var (keystroke, _) = Run(next, Replace(Replace(edited, 1, Layer(layers, "")), layers, "class Other { int more; }"));
        return new GeneratorTimes(cold, warm, layerEdit, keystroke, bytes);
    }

    // Sizes from 64 on, none of them twice for a shape.
    private static string Layer(int index, string more)
    {
        var size = 64 + (8 * (index / Shapes.Length));
        var attribute = string.Format(null, CompositeFormat.Parse(Shapes[index % Shapes.Length]), size);
        return $"using NormGen;\n[{attribute[..^1]}{more})] public partial class Layer{index};\n";
    }

    private static GeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create(
            [new generator::NormGen.Generator.NormGenerator().AsSourceGenerator()],
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest));

    private static CSharpCompilation Replace(CSharpCompilation project, int file, string text) =>
        project.ReplaceSyntaxTree(project.SyntaxTrees[file], InMemoryProject.Parse(text));

    private static (double Milliseconds, GeneratorDriver Driver) Run(GeneratorDriver driver, CSharpCompilation project)
    {
        var start = Stopwatch.GetTimestamp();
        var after = driver.RunGenerators(project);
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, after);
    }
}
