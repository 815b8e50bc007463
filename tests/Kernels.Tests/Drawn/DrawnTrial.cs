using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NormGen.Kernels.Tests.Tiers;

namespace NormGen.Kernels.Tests.Drawn;

/// <summary>Compiles some declarations into one assembly and runs it in child processes, one for each tier.</summary>
internal static class DrawnTrial
{
    private static readonly (string Name, string Value)[][] OtherTiers =
    [
        [("DOTNET_EnableAVX512", "0"), (DrawnProbe.ThreadsVariable, "3")],
        [("DOTNET_EnableAVX2", "0"), (DrawnProbe.ThreadsVariable, "2")],
        [(Program.ForcePortable, "1"), (DrawnProbe.ThreadsVariable, "7")],
    ];

    /// <summary>Tells what is wrong with each of the declarations; of most there is nothing to tell.</summary>
    public static async Task<IReadOnlyList<(string Attribute, string Error)>> Failures(IReadOnlyList<string> attributes, bool checkOverflow, CancellationToken cancellation)
    {
        var file = Path.Combine(Path.GetTempPath(), $"NormGen.Drawn.{Guid.NewGuid():N}.dll");
        try
        {
            if (DrawnAssembly.Write(file, attributes, checkOverflow, rewrite: null, cancellation) is { Count: > 0 } said)
            {
                return attributes.Count == 1 ? [(attributes[0], string.Join('\n', said))] : await OneByOne(attributes, checkOverflow, cancellation);
            }

            return await Run(file, attributes);
        }
        catch (Exception gone) when (attributes.Count > 1 && gone is not OperationCanceledException)
        {
            // A child that ended at a guard page tells of one layer; alone, each tells of itself.
            return await OneByOne(attributes, checkOverflow, cancellation);
        }
        catch (Exception gone) when (gone is not OperationCanceledException)
        {
            return [(attributes[0], gone.Message)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<IReadOnlyList<(string Attribute, string Error)>> Run(string file, IReadOnlyList<string> attributes)
    {
        var expected = DrawnProbe.Read(await ChildProcess.Run(DrawnProbe.Argument, (DrawnProbe.AssemblyVariable, file)));
        var errors = expected.Where(result => result.Error.Length > 0).ToDictionary(result => result.Layer, result => result.Error);
        foreach (var settings in OtherTiers)
        {
            var results = DrawnProbe.Read(await ChildProcess.Run(DrawnProbe.Argument, [(DrawnProbe.AssemblyVariable, file), .. settings]));
            foreach (var (result, due) in results.Zip(expected).Where(pair => pair.First.Hash != pair.Second.Hash))
            {
                errors.TryAdd(due.Layer, $"other bits with {string.Join(", ", settings)}");
            }
        }

        return [.. attributes.Index().Where(row => errors.ContainsKey(DrawnAssembly.NameOf(row.Index))).Select(row => (row.Item, errors[DrawnAssembly.NameOf(row.Index)]))];
    }

    private static async Task<IReadOnlyList<(string Attribute, string Error)>> OneByOne(
        IReadOnlyList<string> attributes, bool checkOverflow, CancellationToken cancellation)
    {
        var failures = new List<(string, string)>();
        foreach (var attribute in attributes)
        {
            failures.AddRange(await Failures([attribute], checkOverflow, cancellation));
        }

        return failures;
    }
}
