using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace NormGen.Kernels.Tests.Drawn;

/// <summary>
/// Layers of shapes that nobody thought of: declarations are drawn, generated, compiled and run, each pass against the reference at its bounds, between
/// guard pages, with the same bits in three tiers and for several threads. NORMGEN_SEED draws those of another run again, NORMGEN_DRAWS says how many.
/// </summary>
public sealed class DrawnDeclarationTests(ITestOutputHelper report)
{
    private const int Draws = 512;
    private const int PerAssembly = 32;
    private const int MostSteps = 40;

    [Fact]
    public async Task Any_declaration_gives_layers_that_keep_every_promise()
    {
        var seed = Variable("NORMGEN_SEED") ?? Random.Shared.Next();
        var draws = Variable("NORMGEN_DRAWS") ?? Draws;
        var drawn = Enumerable.Range(0, draws).Select(index => NormGen.Kernels.Tests.Drawn.Draw.Of(unchecked(seed + index))).ToArray();
        var failures = await FailuresOf([.. drawn.Select(declaration => declaration.ToString())]);
        var text = $"Drawn declarations: {draws}, NORMGEN_SEED={seed}, kernels wrong: {failures.Count}";
        report.WriteLine(text);
        if (failures.Count > 0)
        {
            var first = drawn.First(declaration => failures.ContainsKey(declaration.ToString()));
            var (smallest, error) = await Shrink(first, failures[first.ToString()]);
            Assert.Fail($"{text}\n{string.Join('\n', failures.Select(failure => $"{failure.Key}: {failure.Value}"))}\nShrunk: {smallest}: {error}");
        }
    }

    /// <summary>Each of them failed once.</summary>
    [Fact]
    public async Task Declarations_that_once_failed_keep_every_promise()
    {
        string[] known = [.. (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Drawn", "Known.txt"), Cancellation)).Where(line => line.StartsWith('['))];
        Assert.NotEmpty(known);
        Assert.Empty(await FailuresOf(known));
    }

    /// <summary>A declaration that the generator refuses is told of, and one that it takes is not.</summary>
    [Fact]
    public async Task What_is_wrong_is_told()
    {
        var failures = await FailuresOf(["[BatchNorm(3)]", "[GroupNorm(2, 3)]"]);
        Assert.Equal("[GroupNorm(2, 3)]", Assert.Single(failures).Key);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<IReadOnlyDictionary<string, string>> FailuresOf(IReadOnlyList<string> attributes)
    {
        var failures = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = Cancellation };
        await Parallel.ForEachAsync(attributes.Chunk(PerAssembly).Index(), options, async (chunk, cancellation) =>
        {
            foreach (var (attribute, error) in await DrawnTrial.Failures(chunk.Item, checkOverflow: chunk.Index % 2 == 1, cancellation))
            {
                failures[attribute] = error;
            }
        });
        return failures;
    }

    /// <summary>Simpler declarations that are wrong as well, as long as there are any; those that the compiler refuses are not.</summary>
    private static async Task<(Declaration Declaration, string Error)> Shrink(Declaration declaration, string error)
    {
        for (var (steps, isDone) = (0, false); !isDone && steps < MostSteps;)
        {
            isDone = true;
            foreach (var simpler in declaration.Simpler().TakeWhile(_ => steps++ < MostSteps))
            {
                var found = await DrawnTrial.Failures([simpler.ToString()], checkOverflow: false, Cancellation);
                if (found is [var wrong] && !wrong.Error.Contains("error ", StringComparison.Ordinal))
                {
                    (declaration, error, isDone) = (simpler, wrong.Error, false);
                    break;
                }
            }
        }

        return (declaration, error);
    }

    private static int? Variable(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
