extern alias runtime;

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lanes = runtime::NormGen.Runtime.Lanes;

namespace NormGen.Compiler.Tests.Isas;

/// <summary>The helpers of generated code for one width of registers, behind one signature.</summary>
internal abstract class Width
{
    public static Width[] All { get; } = [new Of128(), new Of256(), new Of512()];

    /// <summary>Floats in a register.</summary>
    public abstract int FloatLanes { get; }

    /// <summary>Whether part-full loads and stores run here: the wider ones are instructions of their own.</summary>
    public abstract bool HasPartialAccess { get; }

    public abstract float[] Load(float[] source, int at, int count, float[] fill);

    public abstract void Store(float[] value, float[] target, int at, int count);

    public abstract double[] First(int count, double[] first, double[] rest);

    public abstract double Fold(double[] value);

    public abstract double[] FoldRows(double[] rows, int at);

    public abstract bool AllSet(double[] mask);

    public abstract bool AllSet(float[] mask);

    public override string ToString() => "Vector" + (FloatLanes * 32);

    /// <summary>A register's lanes.</summary>
    private static TElement[] Lane<TElement, TRegister>(TRegister register, int lanes)
        where TElement : unmanaged
        where TRegister : unmanaged
    {
        var result = new TElement[lanes];
        Unsafe.WriteUnaligned(ref Unsafe.As<TElement, byte>(ref result[0]), register);
        return result;
    }

    private sealed class Of128 : Width
    {
        public override int FloatLanes => 4;

        public override bool HasPartialAccess => true;

        public override float[] Load(float[] source, int at, int count, float[] fill) =>
            Lane<float, Vector128<float>>(Lanes.Load(ref source[0], (nuint)at, (nuint)count, Vector128.Create(fill)), 4);

        public override void Store(float[] value, float[] target, int at, int count) =>
            Lanes.Store(Vector128.Create(value), ref target[0], (nuint)at, (nuint)count);

        public override double[] First(int count, double[] first, double[] rest) =>
            Lane<double, Vector128<double>>(Lanes.First((nuint)count, Vector128.Create(first), Vector128.Create(rest)), 2);

        public override double Fold(double[] value) => Lanes.Fold(Vector128.Create(value));

        public override double[] FoldRows(double[] rows, int at) =>
            Lane<double, Vector128<double>>(Lanes.FoldRowsToVector128(ref rows[0], (nuint)at), 2);

        public override bool AllSet(double[] mask) => Lanes.All(Vector128.Create(mask));

        public override bool AllSet(float[] mask) => Lanes.All(Vector128.Create(mask));
    }

    private sealed class Of256 : Width
    {
        public override int FloatLanes => 8;

        public override bool HasPartialAccess => Avx.IsSupported;

        public override float[] Load(float[] source, int at, int count, float[] fill) =>
            Lane<float, Vector256<float>>(Lanes.Load(ref source[0], (nuint)at, (nuint)count, Vector256.Create(fill)), 8);

        public override void Store(float[] value, float[] target, int at, int count) =>
            Lanes.Store(Vector256.Create(value), ref target[0], (nuint)at, (nuint)count);

        public override double[] First(int count, double[] first, double[] rest) =>
            Lane<double, Vector256<double>>(Lanes.First((nuint)count, Vector256.Create(first), Vector256.Create(rest)), 4);

        public override double Fold(double[] value) => Lanes.Fold(Vector256.Create(value));

        public override double[] FoldRows(double[] rows, int at) =>
            Lane<double, Vector256<double>>(Lanes.FoldRowsToVector256(ref rows[0], (nuint)at), 4);

        public override bool AllSet(double[] mask) => Lanes.All(Vector256.Create(mask));

        public override bool AllSet(float[] mask) => Lanes.All(Vector256.Create(mask));
    }

    private sealed class Of512 : Width
    {
        public override int FloatLanes => 16;

        public override bool HasPartialAccess => Avx512F.IsSupported;

        public override float[] Load(float[] source, int at, int count, float[] fill) =>
            Lane<float, Vector512<float>>(Lanes.Load(ref source[0], (nuint)at, (nuint)count, Vector512.Create(fill)), 16);

        public override void Store(float[] value, float[] target, int at, int count) =>
            Lanes.Store(Vector512.Create(value), ref target[0], (nuint)at, (nuint)count);

        public override double[] First(int count, double[] first, double[] rest) =>
            Lane<double, Vector512<double>>(Lanes.First((nuint)count, Vector512.Create(first), Vector512.Create(rest)), 8);

        public override double Fold(double[] value) => Lanes.Fold(Vector512.Create(value));

        public override double[] FoldRows(double[] rows, int at) =>
            Lane<double, Vector512<double>>(Lanes.FoldRowsToVector512(ref rows[0], (nuint)at), 8);

        public override bool AllSet(double[] mask) => Lanes.All(Vector512.Create(mask));

        public override bool AllSet(float[] mask) => Lanes.All(Vector512.Create(mask));
    }
}
