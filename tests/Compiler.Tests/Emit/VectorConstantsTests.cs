using NormGen.Compiler.Tests.Ir;
using NormGen.Generator.Emit;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using Xunit;

namespace NormGen.Compiler.Tests.Emit;

/// <summary>Long constants stand once beside the functions that use them; short ones stand where they are used.</summary>
public sealed class VectorConstantsTests
{
    [Fact]
    public void Long_constants_are_named_by_their_bits_and_written_once()
    {
        var (isa, writer) = (new Avx2(), new CodeWriter());
        var constants = new VectorConstants(isa);
        var function = IrText.Build(b => b.LaneLoop("i", 0, 16, at =>
        {
            var x = b.Load(IrText.Input, at, IrType.Floats);
            b.Store(IrText.Output, at, x * b.Constant(0.1f, IrType.Floats));
            b.Store(IrText.Output, at, b.Constant(0.1f, IrType.Floats) + b.Constant(2, IrType.Floats));
        }));

        new FunctionWriter(writer, isa, Lowering.Lower(function, isa), constants).Write();
        constants.Write(writer);

        Assert.Equal(
            """
            for (nuint i = 0; i < 16; i += 8)
            {
                (Vector256.LoadUnsafe(ref input, i) * Constant3DCCCCCD()).StoreUnsafe(ref output, i);
                (Constant3DCCCCCD() + Vector256.Create(2f)).StoreUnsafe(ref output, i);
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static Vector256<float> Constant3DCCCCCD() => Vector256.Create(global::System.BitConverter.UInt32BitsToSingle(0x3DCCCCCDU /* 0.1 */));

            """,
            writer.ToString());
    }
}
