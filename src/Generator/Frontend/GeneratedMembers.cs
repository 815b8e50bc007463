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

    // NoSuchPass is a method, but of the base class: any overload of the user's that a call fits would come before it.
    private readonly HashSet<string> names = new(StringComparer.Ordinal)
    {
        "Channels", "RunningMean", "RunningVariance", "BatchesTracked", "Parameters", "MaxDegreeOfParallelism", "Frozen",
        "Shape", "Options", "state", "NoSuchPass",
    };

    private readonly Dictionary<string, HashSet<string>> methods = new(StringComparer.Ordinal);

    /// <param name="affine">Whether there are gamma and beta.</param>
    /// <param name="residual">Whether the calls take a residual, and give its gradient.</param>
    /// <param name="training">Whether there are the members of training.</param>
    /// <param name="spatialSizeAtCall">Whether the calls take the batch, because the spatial sizes are not known before.</param>
    public GeneratedMembers(bool affine, bool residual, bool training, bool spatialSizeAtCall)
    {
        if (affine)
        {
            names.UnionWith(["Gamma", "Beta"]);
        }

        if (!spatialSizeAtCall)
        {
            names.UnionWith(["SpatialSize", "ElementsPerSample"]);
        }

        string[] inputs = residual ? [Input, Input] : [Input];
        string[] batch = spatialSizeAtCall ? ["int"] : [];
        AddMethod("Infer", [.. inputs, Output, .. batch]);
        AddMethod("Freeze");
        AddMethod("RunPass", "NormGen.Pass", "ref NormGen.PassTensors");
        AddMethod(Constructor);
        AddMethod(Constructor, "NormGen.Runtime.BatchNormState");
        if (training)
        {
            AddTraining(affine, residual, inputs, batch);
        }
    }

    /// <summary>Whether the name is taken, by a method or by something else.</summary>
    public bool HasName(string name) => HasNameOfNoMethod(name) || methods.ContainsKey(name);

    /// <summary>Whether the name is taken by something that allows no overloads.</summary>
    public bool HasNameOfNoMethod(string name) => names.Contains(name);

    /// <summary>Whether there is a method, or a constructor, with these types of parameters, written as in source.</summary>
    public bool HasMethod(string name, string parameters) =>
        methods.TryGetValue(name, out var overloads) && overloads.Contains(parameters);

    private void AddTraining(bool affine, bool residual, string[] inputs, string[] batch)
    {
        names.UnionWith(["SavedMean", "SavedRstd"]);
        if (affine)
        {
            names.UnionWith(["GammaGradient", "BetaGradient"]);
        }

        string[] gradients = residual ? [Output, Output] : [Output];
        AddMethod("Forward", [.. inputs, Output, .. batch]);
        AddMethod("Backward", [.. inputs, Input, .. gradients, .. batch]);
        AddMethod("InferBackward", [.. inputs, Input, .. gradients, .. batch]);
        AddMethod("Reserve", "int");
    }

    private void AddMethod(string name, params string[] parameters)
    {
        if (!methods.TryGetValue(name, out var overloads))
        {
            methods[name] = overloads = new(StringComparer.Ordinal);
        }

        overloads.Add(string.Join(", ", parameters));
    }
}
