using System;
using System.Collections.Generic;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>What the generated half and the base class declare, as far as a user's member can clash with it.</summary>
internal sealed class GeneratedMembers
{
    /// <summary>The name of the constructors in metadata.</summary>
    public const string Constructor = ".ctor";

    private const string Input = "System.ReadOnlySpan<float>";
    private const string Output = "System.Span<float>";
    private const string Moments = "NormGen.Moments";

    // NoSuchPass is a method, but of the base class: any overload of the user's that a call fits would come before it.
    private readonly HashSet<string> names = new(StringComparer.Ordinal)
    {
        "Parameters", "MaxDegreeOfParallelism", "Frozen", "state", "NoSuchPass",
    };

    // Load and Save of the base class have overloads, and may have the user's among them: one with the very same parameters hides
    // that of the base class, of which the compiler warns unless it says `new`. Nothing but a method may have the name.
    private readonly Dictionary<string, HashSet<string>> methods = new(StringComparer.Ordinal)
    {
        ["Load"] = [],
        ["Save"] = [],
    };

    /// <summary>The members of a layer, which may be in error otherwise.</summary>
    public GeneratedMembers(LayerSpec layer)
    {
        names.UnionWith(ShapeNames(layer));
        AddProperties(["Shape", "Options", .. RunningNames(layer), .. ParameterNames(layer)]);
        string[] batch = layer.SpatialSizeAtCall ? ["int"] : [];
        AddPass("Infer", ForwardTensors(layer), batch);
        AddMethod("Freeze");
        AddMethod("RunPass", "NormGen.Pass", "ref NormGen.PassTensors");
        AddMethod(Constructor);
        AddMethod(Constructor, State(layer.Kind));
        if (layer.Kind == NormalizationKind.Batch)
        {
            AddMethod("set_BatchesTracked", "long");
        }

        if (layer.Epilogue is { TakesParameter: true })
        {
            AddSettable("EpilogueParameter", "float");
        }

        if (layer.Quantization != Quantization.None)
        {
            AddSettable("OutputScale", "float");
            AddSettable("OutputZeroPoint", Integer(layer));
        }

        if (layer.Passes == Passes.All)
        {
            AddTraining(layer, batch);
        }
    }

    /// <summary>Whether the name is taken, by a method or by something else.</summary>
    public bool HasName(string name) => HasNameOfNoMethod(name) || methods.ContainsKey(name);

    /// <summary>Whether the name is taken by something that allows no overloads.</summary>
    public bool HasNameOfNoMethod(string name) => names.Contains(name);

    /// <summary>Whether there is a method, or a constructor, with these types of parameters, written as in source.</summary>
    public bool HasMethod(string name, string parameters) =>
        methods.TryGetValue(name, out var overloads) && overloads.Contains(parameters);

    private void AddTraining(LayerSpec layer, string[] batch)
    {
        AddProperties([.. GradientNames(layer), "SavedRstd"]);
        AddProperties(layer.HasMean ? ["SavedMean"] : []);
        AddPass("Forward", ForwardTensors(layer), batch);
        AddPass("Backward", BackwardTensors(layer), batch);
        AddMethod("Reserve", "int");
        if (layer.Kind == NormalizationKind.Batch)
        {
            AddPass("InferBackward", BackwardTensors(layer), batch);
            AddMethod("AccumulateMoments", [Input, Moments, .. batch]);
            AddMethod("ForwardWith", [.. ForwardTensors(layer), Moments, .. batch]);
        }
    }

    /// <summary>A pass, and its overload for tensors: whoever can name their types has it.</summary>
    private void AddPass(string name, string[] tensors, string[] batch)
    {
        AddMethod(name, [.. tensors, .. batch]);
        AddMethod(name, Array.ConvertAll(tensors, tensor => "ref System.Numerics.Tensors." + tensor.Substring("System.".Length).Replace("Span<", "TensorSpan<")));
    }

    /// <summary>Properties, whose accessors have names of methods.</summary>
    private void AddProperties(string[] properties)
    {
        names.UnionWith(properties);
        foreach (var property in properties)
        {
            AddMethod("get_" + property);
        }
    }

    private void AddSettable(string property, string type)
    {
        AddProperties([property]);
        AddMethod("set_" + property, type);
    }

    private void AddMethod(string name, params string[] parameters)
    {
        if (!methods.TryGetValue(name, out var overloads))
        {
            methods[name] = overloads = new(StringComparer.Ordinal);
        }

        overloads.Add(string.Join(", ", parameters));
    }

    private static string[] ShapeNames(LayerSpec layer) => layer.Kind switch
    {
        NormalizationKind.Batch or NormalizationKind.Instance => ["Channels", .. SizeNames(layer)],
        NormalizationKind.Group => ["Channels", "Groups", .. SizeNames(layer)],
        NormalizationKind.Layer or NormalizationKind.Rms => ["ElementsPerSample"],
    };

    private static string[] SizeNames(LayerSpec layer) => layer.SpatialSizeAtCall ? [] : ["SpatialSize", "ElementsPerSample"];

    private static string[] RunningNames(LayerSpec layer) =>
        layer.Kind == NormalizationKind.Batch ? ["RunningMean", "RunningVariance", "BatchesTracked"] : [];

    private static string[] ParameterNames(LayerSpec layer) => (layer.Affine, layer.HasMean) switch
    {
        (false, _) => [],
        (true, false) => ["Gamma"],
        (true, true) => ["Gamma", "Beta"],
    };

    private static string[] GradientNames(LayerSpec layer) => Array.ConvertAll(ParameterNames(layer), name => name + "Gradient");

    private static string[] ForwardTensors(LayerSpec layer) => layer switch
    {
        { PreAdd: true } => [Input, Input, Stored(layer), Output],
        { Residual: true } => [Input, Input, Stored(layer)],
        _ => [Input, Stored(layer)],
    };

    private static string Stored(LayerSpec layer) => layer.Quantization == Quantization.None ? Output : $"System.Span<{Integer(layer)}>";

    private static string Integer(LayerSpec layer) => Catalogue.Of(layer.Kernel.Output).StorageType;

    private static string[] BackwardTensors(LayerSpec layer) => layer switch
    {
        { PreAdd: true } => [Input, Input, Input, Output],
        { Residual: true } => [Input, Input, Input, Output, Output],
        _ => [Input, Input, Output],
    };

    private static string State(NormalizationKind kind) => kind switch
    {
        NormalizationKind.Batch => "NormGen.Runtime.BatchNormState",
        NormalizationKind.Group or NormalizationKind.Instance or NormalizationKind.Layer or NormalizationKind.Rms =>
            "NormGen.Runtime.SampleNormState",
    };
}
