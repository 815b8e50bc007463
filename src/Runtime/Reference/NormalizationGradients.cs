using System;

namespace NormGen.Reference;

/// <summary>The gradients of a normalization, in double.</summary>
public sealed class NormalizationGradients
{
    private readonly double[] input;
    private readonly double[] gamma;
    private readonly double[] beta;
    private readonly double[] residual;

    internal NormalizationGradients(double[] input, double[] gamma, double[] beta, double[] residual)
    {
        this.input = input;
        this.gamma = gamma;
        this.beta = beta;
        this.residual = residual;
    }

    /// <summary>The gradient by the input, in the input's layout.</summary>
    public ReadOnlySpan<double> Input => input;

    /// <summary>The gradient by gamma, one value per channel.</summary>
    public ReadOnlySpan<double> Gamma => gamma;

    /// <summary>The gradient by beta, one value per channel.</summary>
    public ReadOnlySpan<double> Beta => beta;

    /// <summary>The gradient by the residual, in the input's layout: the gradient before the activation.</summary>
    public ReadOnlySpan<double> Residual => residual;

    /// <summary>These gradients with something more flowing into the input.</summary>
    /// <param name="more">What is added to <see cref="Input"/>; empty for nothing.</param>
    internal NormalizationGradients WithInputGradientAdded(ReadOnlySpan<float> more)
    {
        var total = (double[])input.Clone();
        for (var index = 0; index < more.Length; index++)
        {
            total[index] += more[index];
        }

        return new NormalizationGradients(total, gamma, beta, residual);
    }
}
