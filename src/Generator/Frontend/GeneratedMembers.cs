using System;
using System.Collections.Generic;

namespace NormGen.Generator.Frontend;

/// <summary>What the generated half and the base class declare, as far as a user's member can clash with it.</summary>
internal sealed class GeneratedMembers
{
    /// <summary>The name of the constructors in metadata.</summary>
    public const string Constructor = ".ctor";

    private const string Input = "System.ReadOnlySpan<float>";
    private const string Output = "System.Span<float>";

    private readonly HashSet<string> names = new(StringComparer.Ordinal)
    {
        "Channels", "RunningMean", "RunningVariance", "BatchesTracked", "SavedMean", "SavedRstd",
        "Parameters", "MaxDegreeOfParallelism", "Frozen", "Shape", "state",
    };

    private readonly Dictionary<string, HashSet<string>> methods = new(StringComparer.Ordinal);

    /// <param name="affine">Whether there are gamma and beta.</param>
    /// <param name="spatialSizeAtCall">Whether the calls take the batch, because the spatial sizes are not known before.</param>
    public GeneratedMembers(bool affine, bool spatialSizeAtCall)
    {
        if (affine)
        {
            names.UnionWith(["Gamma", "Beta", "GammaGradient", "BetaGradient"]);
        }

        if (!spatialSizeAtCall)
        {
            names.UnionWith(["SpatialSize", "ElementsPerSample"]);
        }

        string[] batch = spatialSizeAtCall ? ["int"] : [];
        AddMethod("Infer", [Input, Output, .. batch]);
        AddMethod("Forward", [Input, Output, .. batch]);
        AddMethod("Backward", [Input, Input, Output, .. batch]);
        AddMethod("InferBackward", [Input, Input, Output, .. batch]);
        AddMethod("Freeze");
        AddMethod("Reserve", "int");
        AddMethod(Constructor);
        AddMethod(Constructor, "NormGen.Runtime.BatchNormState");
    }

    /// <summary>Whether the name is taken, by a method or by something else.</summary>
    public bool HasName(string name) => HasNameOfNoMethod(name) || methods.ContainsKey(name);

    /// <summary>Whether the name is taken by something that allows no overloads.</summary>
    public bool HasNameOfNoMethod(string name) => names.Contains(name);

    /// <summary>Whether there is a method, or a constructor, with these types of parameters, written as in source.</summary>
    public bool HasMethod(string name, string parameters) =>
        methods.TryGetValue(name, out var overloads) && overloads.Contains(parameters);

    private void AddMethod(string name, params string[] parameters)
    {
        if (!methods.TryGetValue(name, out var overloads))
        {
            methods[name] = overloads = new(StringComparer.Ordinal);
        }

        overloads.Add(string.Join(", ", parameters));
    }
}
