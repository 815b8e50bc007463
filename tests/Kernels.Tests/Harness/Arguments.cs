using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>The arguments of a trial's call by their names, for tests that replace some of them.</summary>
internal sealed class Arguments(Trial trial)
{
    private readonly Dictionary<string, Memory<float>> tensors = new(StringComparer.Ordinal)
    {
        ["input"] = trial.Input,
        ["residual"] = trial.Residual,
        ["output"] = trial.Output,
        ["sum"] = trial.Sum,
        ["outputGradient"] = trial.OutputGradient,
        ["sumGradient"] = trial.SumGradient,
        ["inputGradient"] = trial.InputGradient,
        ["residualGradient"] = trial.ResidualGradient,
    };

    public int Batch { get; set; } = trial.Batch;

    /// <summary>All tensors of all passes; those that the layer does not have are empty.</summary>
    public IReadOnlyCollection<string> Names => [.. tensors.Keys];

    public Memory<float> this[string name]
    {
        get => tensors[name];
        set => tensors[name] = value;
    }

    /// <summary>The tensors that a pass of a layer takes, in the order of its parameters.</summary>
    public static IReadOnlyList<string> Of(LayerCase layer, Pass pass) =>
        (pass is Pass.Backward or Pass.InferBackward, layer.Residual, layer.PreAdd) switch
        {
            (false, false, false) => ["input", "output"],
            (false, true, _) => ["input", "residual", "output"],
            (false, _, true) => ["input", "residual", "output", "sum"],
            (true, false, false) => ["input", "outputGradient", "inputGradient"],
            (true, true, _) => ["input", "residual", "outputGradient", "inputGradient", "residualGradient"],
            (true, _, true) => ["sum", "outputGradient", "sumGradient", "inputGradient"],
        };

    /// <summary>Whether a pass writes a tensor that it takes.</summary>
    public static bool IsWritten(Pass pass, string name) => pass is Pass.Backward or Pass.InferBackward
        ? name is "inputGradient" or "residualGradient"
        : name is "output" or "sum";

    /// <summary>Whether two tensors of a call may be the same memory.</summary>
    public static bool MayBeSame(Pass pass, string first, string second) =>
        MayReplace(pass, first, second) || MayReplace(pass, second, first);

    /// <summary>The tensors that a pass takes.</summary>
    public IReadOnlyList<string> Of(Pass pass) => Of(trial.Case, pass);

    /// <summary>The arguments with all tensors new, of some length.</summary>
    public Arguments OfLength(int length)
    {
        foreach (var name in Names)
        {
            tensors[name] = new float[length];
        }

        return this;
    }

    public Arguments With(string name, Memory<float> tensor)
    {
        tensors[name] = tensor;
        return this;
    }

    public Arguments WithBatch(int batch)
    {
        Batch = batch;
        return this;
    }

    /// <param name="pass">The pass.</param>
    /// <param name="quantizedOutput">Where a layer that stores integers stores them.</param>
    public void Call(Pass pass, Span<byte> quantizedOutput = default) => trial.Layer.Layer.RunPass(pass, new PassTensors
    {
        QuantizedOutput = quantizedOutput,
        Input = this[Of(pass)[0]].Span,
        Residual = this["residual"].Span,
        Output = this["output"].Span,
        Sum = this["sum"].Span,
        OutputGradient = this["outputGradient"].Span,
        SumGradient = this["sumGradient"].Span,
        InputGradient = this["inputGradient"].Span,
        ResidualGradient = this["residualGradient"].Span,
        Batch = Batch,
    });

    /// <summary>Requires the call to be refused on account of an argument, with nothing written.</summary>
    public ArgumentException RequireRefused(Pass pass, params string[] parameters)
    {
        var exception = RequireNothingWritten<ArgumentException>(pass);
        Assert.Contains(exception.ParamName, parameters);
        return exception;
    }

    /// <summary>Requires an exception that names the layer and the shape, and nothing written, neither tensors nor layer.</summary>
    public T RequireNothingWritten<T>(Pass pass)
        where T : Exception
    {
        var state = trial.Layer.Snapshot();
        var before = tensors.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.ToArray());
        var exception = Assert.Throws<T>(() => Call(pass));
        Assert.Equal(state, trial.Layer.Snapshot());
        foreach (var (name, values) in before)
        {
            Bits.RequireEqual(values, tensors[name].Span, name);
        }

        Assert.Contains(trial.Case.Name, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{trial.Case.ShapeName} [", exception.Message, StringComparison.Ordinal);
        return exception;
    }

    private static bool MayReplace(Pass pass, string written, string read) => IsWritten(pass, written) && (written, read) switch
    {
        ("output" or "sum", "input" or "residual") => true,
        ("inputGradient", "outputGradient" or "sumGradient") => true,
        ("residualGradient", "outputGradient") => true,
        _ => false,
    };
}
