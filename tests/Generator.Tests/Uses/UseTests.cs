using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Uses;

/// <summary>What is said of calls: with the place marked, or nothing.</summary>
public sealed class UseTests
{
    private const string Layers =
        """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using NormGen;

        [BatchNorm(8, Layout = Layout.NC)] public sealed partial class Stem;
        [LayerNorm(8)] public sealed partial class Row;

        public sealed class Net
        {
            private readonly Stem stem = new();
            [ThreadStatic] private static Stem? own;
            private readonly Stem[] many = [new(), new()];
            private static readonly ThreadLocal<Stem> Local = new(() => new Stem());
            private Stem Current => Local.Value!;

            public void Run(float[][] x, float[][] y, float[] dx, Stem given, ParallelOptions options)
            {
                var layer = new Stem();
                var row = new Row();
                var gate = new object();
                var semaphore = new SemaphoreSlim(1);
                _ = (layer, row, gate, semaphore, given, own, many, Current, stem, options, dx);
        """;

    [Theory]
    [InlineData("Parallel.For(0, 2, i => layer.[|Forward|](x[i], y[i]));", "'layer' is shared by the iterations of Parallel.For, and Forward writes")]
    [InlineData("Parallel.For(0, 2, i => { if (i > 0) { stem.[|Forward|](x[i], y[i]); } });", "'stem' is shared by the iterations of Parallel.For, and Forward writes")]
    [InlineData("Parallel.For(0, 2, delegate(int i) { given.[|Backward|](x[i], y[i], dx); });", "'given' is shared by the iterations of Parallel.For, and Backward writes")]
    [InlineData("Parallel.ForEach(x, item => this.stem.[|InferBackward|](item, item, dx));", "'stem' is shared by the iterations of Parallel.ForEach, and InferBackward writes")]
    [InlineData("Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => row.[|Forward|](x[i], y[i]));", "'row' is shared by the iterations of Parallel.For, and Forward writes")]
    [InlineData("Parallel.For(0, 2, () => 0, (i, state, sum) => { foreach (var item in x) layer.[|Forward|](item, y[i]); return sum; }, sum => { });", "'layer' is shared by the iterations of Parallel.For, and Forward writes")]
    public async Task Training_in_parallel(string statement, string message) => await Reported("NORM035", DiagnosticSeverity.Warning, statement, message);

    [Theory]
    [InlineData("Parallel.For(0, 2, i => { var mine = new Stem(); mine.Forward(x[i], y[i]); });")]
    [InlineData("Parallel.For(0, 2, i => many[i].Forward(x[i], y[i]));")]
    [InlineData("Parallel.For(0, 2, i => Current.Forward(x[i], y[i]));")]
    [InlineData("Parallel.For(0, 2, i => own!.Forward(x[i], y[i]));")]
    [InlineData("Parallel.For(0, 2, () => new Stem(), (i, state, mine) => { mine.Forward(x[i], y[i]); return mine; }, mine => { });")]
    [InlineData("Parallel.For(0, 2, i => { lock (gate) { layer.Forward(x[i], y[i]); } });")]
    [InlineData("Parallel.For(0, 2, i => { semaphore.Wait(); layer.Forward(x[i], y[i]); semaphore.Release(); });")]
    [InlineData("Parallel.For(0, 2, options, i => layer.Forward(x[i], y[i]));")]
    [InlineData("Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 1 }, i => layer.Forward(x[i], y[i]));")]
    [InlineData("Parallel.For(0, 2, i => layer.Infer(x[i], y[i]));")]
    [InlineData("Parallel.Invoke(() => layer.Forward(x[0], y[0]), () => given.Forward(x[1], y[1]));")]
    [InlineData("for (var i = 0; i < 2; i++) { layer.Forward(x[i], y[i]); }")]
    [InlineData("new List<float[]>(x).ForEach(item => layer.Forward(item, item));")]
    public async Task Training_that_may_be_right(string statement) => await Silent(statement);

    [Theory]
    [InlineData("layer.[|Freeze|]();", "Freeze returns a frozen copy of 'layer' and changes nothing; keep what it returns and call its Infer")]
    [InlineData("new Stem().[|Freeze|]();", "Freeze returns a frozen copy of 'Stem' and changes nothing; keep what it returns and call its Infer")]
    [InlineData("if (x.Length > 0) { row.[|Freeze|](); }", "Freeze returns a frozen copy of 'row' and changes nothing")]
    public async Task Freezing_for_nothing(string statement, string message) => await Reported("NORM036", DiagnosticSeverity.Warning, statement, message);

    [Theory]
    [InlineData("_ = layer.Freeze();")]
    [InlineData("var frozen = layer.Freeze(); frozen.Infer(x[0], y[0]);")]
    [InlineData("layer.Freeze().Infer(x[0], y[0]);")]
    [InlineData("Action warm = () => layer.Freeze(); warm();")]
    public async Task Freezing_for_something(string statement) => await Silent(statement);

    [Theory]
    [InlineData("for (var i = 0; i < 2; i++) { layer.[|Infer|](x[i], y[i]); }")]
    [InlineData("foreach (var item in x) given.[|Infer|](item, item);")]
    [InlineData("foreach (var item in x) { stem.[|Infer|](item, item); }")]
    [InlineData("while (x.Length > 0) { if (y.Length > 0) { layer.[|Infer|](x[0], y[0]); } }")]
    public async Task Inferring_in_a_loop(string statement) =>
        await Reported("NORM037", DiagnosticSeverity.Info, statement, "does not change in this loop, and each Infer prepares its parameters again");

    [Theory]
    [InlineData("layer.Infer(x[0], y[0]);")]
    [InlineData("foreach (var item in x) { row.Infer(item, item); }")]
    [InlineData("foreach (var item in x) { layer.Forward(item, y[0]); layer.Infer(item, y[0]); }")]
    [InlineData("foreach (var item in x) { layer.Gamma[0] += 1; layer.Infer(item, y[0]); }")]
    [InlineData("foreach (var item in x) { Console.WriteLine(layer); layer.Infer(item, y[0]); }")]
    [InlineData("foreach (var item in x) { var mine = new Stem(); mine.Infer(item, y[0]); }")]
    [InlineData("var frozen = layer.Freeze(); foreach (var item in x) { frozen.Infer(item, y[0]); }")]
    [InlineData("foreach (var one in many) { one.Infer(x[0], y[0]); }")]
    public async Task Inferring_where_freezing_saves_nothing(string statement) => await Silent(statement);

    private static string Source(string statement) => Layers + "\n" + statement + "\n    }\n}\n";

    private static async Task Reported(string id, DiagnosticSeverity severity, string statement, string message)
    {
        var markup = Markup.Parse(Source(statement));
        var diagnostic = Assert.Single(await Analysis.Of(Compiled(markup.Source)));

        Assert.Equal((id, severity), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(markup.Span, diagnostic.Location.SourceSpan);
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private static async Task Silent(string statement) => Assert.Empty(await Analysis.Of(Compiled(Source(statement))));

    // What the generator adds is needed for the calls to mean anything; warnings stay warnings.
    private static Microsoft.CodeAnalysis.CSharp.CSharpCompilation Compiled(string source)
    {
        var compilation = TestProject.Default.Compile(source);
        compilation = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        var output = GeneratorRun.Once(compilation).Output;
        Assert.Empty(output.GetSemanticModel(output.SyntaxTrees.First()).GetDiagnostics().Where(problem => problem.Severity == DiagnosticSeverity.Error));
        return output;
    }
}
