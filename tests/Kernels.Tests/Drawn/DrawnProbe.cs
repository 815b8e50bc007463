using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Tiers;

namespace NormGen.Kernels.Tests.Drawn;

/// <summary>
/// Runs the layers of a drawn assembly: each against the reference, and then on every kind of data between guard pages for its hash. An access
/// outside a tensor ends the process, so this is a child.
/// </summary>
internal static class DrawnProbe
{
    public const string Argument = "--drawn-probe";

    /// <summary>The variable of the environment that names the assembly.</summary>
    public const string AssemblyVariable = "NORMGEN_DRAWN_ASSEMBLY";

    /// <summary>The variable with the number of threads that a call may use; where it is not set, one, and the reference is asked, too.</summary>
    public const string ThreadsVariable = "NORMGEN_DRAWN_THREADS";

    /// <summary>The variable with the elements that are checked against the reference, if they are to be others than usual.</summary>
    public const string ElementsVariable = "NORMGEN_DRAWN_ELEMENTS";

    private const int VerifiedElements = 30_000;

    public static string Run()
    {
        var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Environment.GetEnvironmentVariable(AssemblyVariable)!);
        var threads = Variable(ThreadsVariable, otherwise: 1);
        var elements = Variable(ElementsVariable, VerifiedElements);
        var layers = assembly.GetTypes().Where(type => type.GetCustomAttribute<NormalizationAttribute>() is not null);
        return JsonSerializer.Serialize(layers.Select(type => Run(new LayerCase(type) { Threads = threads }, threads == 1 ? elements : 0)).ToArray());
    }

    public static IReadOnlyList<DrawnResult> Read(string line) => JsonSerializer.Deserialize<DrawnResult[]>(line)!;

    private static int Variable(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static DrawnResult Run(LayerCase layer, int elements)
    {
        Console.Error.WriteLine(layer.Name);
        try
        {
            if (elements > 0)
            {
                LayerVerification.Verify(layer.Create().WithParameters().Layer, new VerificationOptions { MaxElements = elements });
            }

            return new(layer.Name, layer.IsQuantized ? QuantizedProbe.Of(layer) : TierProbe.OfLayer(layer), "");
        }
        catch (VerificationException wrong)
        {
            return new(layer.Name, 0, wrong.Message);
        }
    }
}

/// <summary>What became of a drawn layer.</summary>
/// <param name="Layer">The name of its class.</param>
/// <param name="Hash">One hash over every bit of its results.</param>
/// <param name="Error">What was wrong; empty where nothing was.</param>
internal sealed record DrawnResult(string Layer, ulong Hash, string Error);
