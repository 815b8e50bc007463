using System;
using System.Reflection;
using NormGen.Reference;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>A declared layer: what its attribute says, and how to make one.</summary>
internal sealed class LayerCase
{
    private readonly BatchNormAttribute declared;
    private readonly Func<NormalizationLayer> create;
    private readonly Func<NormalizationLayer, InferCall> freeze;

    public LayerCase(Type type, Func<NormalizationLayer> create, Func<NormalizationLayer, InferCall> freeze)
    {
        declared = type.GetCustomAttribute<BatchNormAttribute>() ?? throw new ArgumentException($"{type} declares no layer.");
        this.create = create;
        this.freeze = freeze;
        Name = type.Name;
        SizedAtCall = typeof(Layers.IAtCallPasses).IsAssignableFrom(type);
    }

    public string Name { get; }

    public bool SizedAtCall { get; }

    public int Channels => declared.Channels;

    public Layout Layout => declared.Layout;

    public Activation Activation => declared.Activation;

    public bool Affine => declared.Affine;

    // 0 is what an attribute holds where nothing was set; no layer here sets it.
    public double Epsilon => declared.Epsilon == 0 ? 1e-5 : declared.Epsilon;

    public double Momentum => declared.Momentum == 0 ? 0.1 : declared.Momentum;

    /// <summary>The number of positions of the plane where it is declared; 1 for NC.</summary>
    public int DeclaredPositions => Math.Max(1, declared.Height) * Math.Max(1, declared.Width);

    public bool ChannelsLast => Layout is Layout.NC or Layout.NHWC;

    public LayerUnderTest Create() => new(this, create(), freeze);

    /// <summary>The (outer, channels, inner) view of a call's tensors.</summary>
    public TensorView View(int batch, int positions) => ChannelsLast
        ? new TensorView(batch * positions, Channels, 1)
        : new TensorView(batch, Channels, positions);

    public override string ToString() => Name;
}
