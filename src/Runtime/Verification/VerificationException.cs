using System;
using System.Globalization;
using NormGen.Verification;

namespace NormGen;

/// <summary>
/// A result of a layer is not what is promised. It carries what is needed to see the failure again: the data, and where it shows.
/// </summary>
public sealed class VerificationException : Exception
{
    /// <summary>An exception without a message.</summary>
    public VerificationException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">The message.</param>
    public VerificationException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public VerificationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal VerificationException(string layer, Pass pass, string result, ErrorRatio error, TrialTensors trial)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"{layer}: {result} of {pass} is wrong at [{error.Index}]: expected {error.Expected:R} within {error.Bound:R}, " +
            $"got {error.Actual:R}. Data: {trial}."))
    {
        Pass = pass;
        Result = result;
        Index = error.Index;
        Expected = error.Expected;
        Actual = error.Actual;
        Bound = error.Bound;
        Fill = trial.FillName;
        Batch = trial.Batch;
        SpatialSize = trial.SpatialSize;
        Seed = trial.Seed;
        Input = trial.Input;
        Residual = trial.Residual;
        OutputGradient = trial.OutputGradient;
        SumGradient = trial.SumGradient;
    }

    /// <summary>The pass that went wrong.</summary>
    public Pass Pass { get; }

    /// <summary>The result that is wrong: <c>output</c>, <c>input gradient</c>, <c>running mean</c> and so on.</summary>
    public string Result { get; } = "";

    /// <summary>The index of the element that is furthest off.</summary>
    public int Index { get; }

    /// <summary>What the element should be.</summary>
    public double Expected { get; }

    /// <summary>What the element is.</summary>
    public float Actual { get; }

    /// <summary>How far the element may be off; 0 where the bits must be the expected ones.</summary>
    public double Bound { get; }

    /// <summary>The kinds of data that the input and the output gradient were filled with.</summary>
    public string Fill { get; } = "";

    /// <summary>The number of samples.</summary>
    public int Batch { get; }

    /// <summary>The number of spatial positions of a sample.</summary>
    public int SpatialSize { get; }

    /// <summary>The seed of the data.</summary>
    public int Seed { get; }

    /// <summary>The input, in the layer's layout.</summary>
    public ReadOnlyMemory<float> Input { get; }

    /// <summary>The residual, in the layer's layout; empty where the layer takes none.</summary>
    public ReadOnlyMemory<float> Residual { get; }

    /// <summary>The gradient by the output, in the layer's layout.</summary>
    public ReadOnlyMemory<float> OutputGradient { get; }

    /// <summary>
    /// What flows back into the sum of input and residual from elsewhere; empty where the layer does not normalize such a sum.
    /// </summary>
    public ReadOnlyMemory<float> SumGradient { get; }
}
